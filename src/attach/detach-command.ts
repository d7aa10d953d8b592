import type { Command } from 'commander';
import { addVerb } from '../cli/verb.ts';
import type { DetachOptions } from './detach.ts';

export function addDetach(program: Command): void {
  addVerb<DetachOptions>(program, 'detach', {
    summary: 'has Cognito send the email of a user pool by itself again',
    description:
      "Takes the email sender off the user pool, and the key unless the pool's SMS sender needs it, and leaves everything else as it is: shown as a difference first, with --apply backed up, done and compared. The permission that attach added goes too. Do this for every pool before you delete the function.",
    examples: [
      ['--user-pool-id eu-west-1_AbCdEfGhI', 'what would change'],
      ['--user-pool-id eu-west-1_AbCdEfGhI --apply', 'do it, after a question'],
      ['--user-pool-id eu-west-1_PlayGr0nd --playground good', 'try it, with no AWS account'],
    ],
    options: (command) => {
      command
        .requiredOption('--user-pool-id <id>', 'the user pool')
        .option('--apply', 'do it, not only show it')
        .option('--yes', 'with --apply: do not ask')
        .option(
          '--backup <file>',
          "with --apply: where the pool's present settings are kept (default: a new file here)",
        );
    },
    load: async () => (await import('./detach.ts')).detach,
  });
}
