import { type Command, Option } from 'commander';
import { addVerb } from '../cli/verb.ts';
import type { BuildOptions } from './build-function.ts';

export function addBuild(program: Command): void {
  addVerb<BuildOptions>(program, 'build', {
    summary: 'puts your own emails into the function, and writes the zip that is deployed',
    description:
      'Compiles a directory of your own emails over those that come with the function (docs/emails.md says what it may hold), checks them as the build does, and writes the zip. The rest of the function is byte for byte that of this version.',
    examples: [
      ['--emails ../our-emails --out function.zip', 'your own emails'],
      ['--out function.zip', 'the emails as they come'],
    ],
    options: (command) =>
      command
        .addOption(
          new Option(
            '--emails <directory>',
            'your own emails, laid over those that come with the function',
          ).env('EMAILS'),
        )
        .requiredOption('--out <file>', 'the zip to write'),
    offline: () => true,
    load: async () => (await import('./build-function.ts')).buildFunction,
  });
}
