import type { CommonOptions } from '../cli/common-options.ts';
import { self } from '../cli/self.ts';

/** What was given to attach, detach or restore. */
interface Given extends Pick<CommonOptions, 'stack' | 'functionArn' | 'kmsKeyArn' | 'region' | 'profile'> {
  readonly file?: string;
  readonly userPoolId?: string;
  readonly replace?: true;
}

/** Writes a command as it was given, but for what it says of applying and of printing: a dry run. */
export function commandLine(verb: string, given: Given): string {
  const { file, userPoolId, functionArn, kmsKeyArn, replace, stack, region, profile } = given;
  const options = Object.entries({
    'user-pool-id': userPoolId,
    'function-arn': functionArn,
    'kms-key-arn': kmsKeyArn,
    stack,
    region,
    profile,
  }).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, quoted(value)]));
  return [
    self,
    verb,
    ...(file === undefined ? [] : [quoted(file)]),
    ...options,
    ...(replace ? ['--replace'] : []),
  ].join(' ');
}

/** A word as a POSIX shell takes it. */
const quoted = (word: string): string =>
  /^[\w./:@=+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
