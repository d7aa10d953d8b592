import { type Command, Option } from 'commander';
import { addVerb } from '../cli/verb.ts';
import { attributesOf, stems } from '../trigger-source.ts';
import type { SendTestOptions } from './send-test-options.ts';

/** The emails whose events carry the address: a take-over warning goes where the user's profile says. */
const addressed = stems.filter((stem) => attributesOf(stem) === 'profile');

export function addSendTest(program: Command): void {
  addVerb<SendTestOptions>(program, 'send-test', {
    summary: 'sends one email with a dummy code through the deployed function, and says how it ended',
    description:
      "Encrypts a dummy code as Cognito does, under the user pool's key, runs the deployed function on it, and shows the outcome and what to do. Without --to it goes to SES's mailbox simulator: nobody gets it, also in the sandbox, and it counts against no quota.",
    examples: [
      ['', 'does it work? To the mailbox simulator'],
      ['--to you@example.com', 'see the email in your own inbox'],
      ['--to you@example.com --trigger sign-up --locale ja', 'the sign-up email in Japanese'],
      ['--user-pool-id eu-west-1_AbCdEfGhI', 'as that pool would'],
      ['--playground broken --to you@example.com', 'how a refusal looks, with no AWS account'],
    ],
    options: (command) =>
      command
        .option('--to <address>', "who gets it (default: SES's mailbox simulator)")
        .addOption(new Option('--trigger <stem>', 'which email').choices(addressed).default('authentication'))
        .option('--locale <tag>', 'the language that the app would ask for, as in pt-BR')
        .option(
          '--user-pool-id <id>',
          'the pool whose key and trigger are used (default: the only one there is)',
        ),
    load: async () => (await import('./send-test.ts')).sendTest,
  });
}
