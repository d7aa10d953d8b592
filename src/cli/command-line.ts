import type { CommonOptions } from './common-options.ts';
import { self } from './self.ts';

/**
 * Writes a command that a person can paste, with the options by which they said which installation they mean.
 *
 * @param more Options of the verb's own, as they are typed.
 */
export function commandLine(verb: string, options: CommonOptions, more: readonly string[] = []): string {
  const { stack, functionArn, queueUrl, region, profile, playground } = options;
  const named = { stack, 'function-arn': functionArn, 'queue-url': queueUrl, region, profile };
  const said = Object.entries(named).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, quoted(value)],
  );
  const played =
    playground === undefined ? [] : playground === true ? ['--playground'] : ['--playground', playground];
  return [self, verb, ...said, ...played, ...more].join(' ');
}

const quoted = (text: string): string =>
  /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
