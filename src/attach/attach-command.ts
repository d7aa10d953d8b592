import type { Command } from 'commander';
import { addVerb } from '../cli/verb.ts';
import type { AttachOptions } from './attach.ts';

export function addAttach(program: Command): void {
  addVerb<AttachOptions>(program, 'attach', {
    summary: "has a function send a user pool's email, and proves that nothing else changed",
    description:
      'Shows what it would do to the user pool as a difference; with --apply keeps the present settings in a file, permits Cognito to invoke the function, updates the pool, describes it again and compares. UpdateUserPool resets whatever it is not told, so everything is told again. Works with any pool and any sender function: name both ARNs where the function is not from this project.',
    examples: [
      ['--user-pool-id eu-west-1_AbCdEfGhI', 'what would change, with the stack that samconfig.toml names'],
      ['--user-pool-id eu-west-1_AbCdEfGhI --apply', 'do it, after a question'],
      [
        '--user-pool-id eu-west-1_AbCdEfGhI --function-arn arn:aws:lambda:eu-west-1:111122223333:function:NAME:live --kms-key-arn arn:aws:kms:eu-west-1:111122223333:key/ID',
        'an alias of a function that no stack of this project made',
      ],
      ['--user-pool-id eu-west-1_AbCdEfGhI --region us-west-2', 'the replica of the pool in another Region'],
      ['--user-pool-id eu-west-1_PlayGr0nd --playground detached', 'try it, with no AWS account'],
    ],
    options: (command) => {
      command
        .requiredOption('--user-pool-id <id>', 'the user pool')
        .option('--apply', 'do it, not only show it')
        .option('--yes', 'with --apply: do not ask')
        .option('--replace', 'take the place of another sender, or of the key that the SMS sender has')
        .option(
          '--backup <file>',
          "with --apply: where the pool's present settings are kept (default: a new file here)",
        );
    },
    load: async () => (await import('./attach.ts')).attach,
  });
}
