import type { Command } from 'commander';
import { addVerb } from '../cli/verb.ts';
import type { RequestOptions } from './request.ts';

export function addRequestProductionAccess(program: Command): void {
  addVerb<RequestOptions>(program, 'request-production-access', {
    summary: 'asks AWS to let SES send to everybody, and follows the review',
    description:
      'Writes the application from what is so in your account, and says what a reviewer would miss; shows it, asks, and hands it in. Run it again to see how the review stands; a denial is explained. Production access is asked for in each Region by itself.',
    examples: [
      ['--website-url https://example.com', 'show the application, then ask whether to hand it in'],
      [
        '--website-url https://example.com --emails-per-day 2000 --contact ops@example.com --yes',
        'hand it in without a question',
      ],
      ['--follow', 'wait for the decision of a review that is under way'],
      ['--ses-region eu-central-1', 'the spare Region'],
      ['--website-url https://example.com --playground', 'see it, with no AWS account'],
    ],
    options: (command) =>
      command
        .option('--website-url <url>', 'the website that people get these emails for')
        .option('--emails-per-day <number>', 'how many emails a day you expect')
        .option(
          '--contact <address...>',
          'whom AWS writes to about the review besides the account, up to four',
        )
        .option('--language <EN|JA>', 'in which language AWS writes', 'EN')
        .option('--description <file>', 'a description of your own instead of the one that is written')
        .option('--ses-region <region>', 'where (default: the first of SES_REGIONS that is in the sandbox)')
        .option('--again', 'hand in another application though AWS has denied one')
        .option('--follow', 'wait until AWS has decided')
        .option('--yes', 'do not ask'),
    load: async () => (await import('./request.ts')).requestProductionAccess,
  });
}
