import { shellWord } from '../terminal/shell-word.ts';
import type { CommonOptions } from './common-options.ts';
import { self } from './self.ts';

/** How a person said which installation they mean, and as whom. */
export type Target = Pick<
  CommonOptions,
  | 'stack'
  | 'functionArn'
  | 'kmsKeyArn'
  | 'from'
  | 'configurationSet'
  | 'topicArn'
  | 'queueUrl'
  | 'region'
  | 'profile'
  | 'playground'
>;

/**
 * Completes a command so that it works for the reader as it is pasted: this tool's own with the options by which the
 * installation was named, AWS's and SAM's with the profile, and SAM's with the stack.
 *
 * @param command One command or several that follow each other with `&&`: `npx cognito-email-sender …`, `aws …`, `sam …`.
 *   What it says itself is left as it is.
 * @returns Undefined where no such command exists for the target: SAM deploys stacks, and somebody named a function.
 */
export function pasteable(command: string, target: Target): string | undefined {
  const parts = command.split(' && ').map((part) => completed(part, target));
  return parts.every((part) => part !== undefined) ? parts.join(' && ') : undefined;
}

/** Completes the command of a step, or leaves it out where there is none for the target. */
export function pasteableStep<Step extends { readonly command?: string }>(
  { command, ...step }: Step,
  target: Target,
): Omit<Step, 'command'> & { readonly command?: string } {
  const pasted = command === undefined ? undefined : pasteable(command, target);
  return { ...step, ...(pasted !== undefined && { command: pasted }) };
}

const own = 'npx cognito-email-sender ';
/** They ask nothing of AWS. */
const offline = /^(verify-message|build)\b/;

function completed(command: string, target: Target): string | undefined {
  const said = ownPart(command);
  if (said !== undefined) {
    return offline.test(said) ? `${self} ${said}` : withOptions(`${self} ${said}`, ownOptions(said, target));
  }
  const { stack, functionArn, region, profile } = target;
  if (command.startsWith('aws ')) return withOptions(command, { profile });
  if (!command.startsWith('sam ')) return command;
  if (functionArn !== undefined && stack === undefined) return undefined;
  return command.startsWith('sam deploy')
    ? withOptions(command, { 'stack-name': stack, region, profile })
    : command;
}

/** What follows this tool's name, by whichever it is called. */
const ownPart = (command: string): string | undefined =>
  [`${self} `, own].flatMap((name) => (command.startsWith(name) ? [command.slice(name.length)] : []))[0];

type Options = Readonly<Record<string, string | true | undefined>>;

function ownOptions(command: string, target: Target): Options {
  const { stack, functionArn, kmsKeyArn, from, configurationSet, topicArn, queueUrl, region, profile } =
    target;
  const elsewhere = command.match(/ --region (\S+)/)?.[1];
  const ownRegion = region ?? functionArn?.split(':')[3];
  return {
    stack,
    // Of a function that is named, the one in another Region has the same name there; what else was named is of here.
    ...(elsewhere === undefined || elsewhere === ownRegion
      ? {
          'function-arn': functionArn,
          'kms-key-arn': kmsKeyArn,
          'topic-arn': topicArn,
          'queue-url': queueUrl,
        }
      : { 'function-arn': functionArn?.replace(/^(arn:[\w-]+:lambda):[\w-]+:/, `$1:${elsewhere}:`) }),
    from,
    'configuration-set': configurationSet,
    region,
    profile,
    playground: target.playground,
  };
}

/** Adds what is given and the command does not say. */
function withOptions(command: string, options: Options): string {
  const more = Object.entries(options).flatMap(([name, value]) => {
    if (value === undefined || new RegExp(` --${name}( |$)`).test(command)) return [];
    return value === true ? [`--${name}`] : [`--${name}`, shellWord(value)];
  });
  return [command, ...more].join(' ');
}
