import type { Command } from 'commander';
import { addVerb } from '../cli/verb.ts';
import type { RestoreOptions } from './restore.ts';

export function addRestore(program: Command): void {
  addVerb<RestoreOptions>(program, 'restore', {
    summary: 'gives a user pool the settings back that attach, detach or restore has kept in a file',
    description:
      'Compares the user pool with the file and shows the difference; with --apply backs up, updates and compares again. All that UpdateUserPool sets becomes as it is in the file, also what others have changed since.',
    examples: [
      ['eu-west-1_AbCdEfGhI.2026-11-25T19-14-00-123Z.json', 'what would change'],
      ['eu-west-1_AbCdEfGhI.2026-11-25T19-14-00-123Z.json --apply', 'do it, after a question'],
    ],
    options: (command) => {
      command
        .argument('<file>', 'the backup')
        .option('--apply', 'do it, not only show it')
        .option('--yes', 'with --apply: do not ask')
        .option(
          '--backup <file>',
          "with --apply: where the pool's present settings are kept (default: a new file here)",
        );
    },
    load: async () => (await import('./restore.ts')).restore,
  });
}
