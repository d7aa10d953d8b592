import { type Command, Option } from 'commander';
import { addVerb } from '../cli/verb.ts';
import type { ExplainOptions } from './explain.ts';

export function addExplain(program: Command): void {
  addVerb<ExplainOptions>(program, 'explain', {
    summary: 'says what became of one person’s email, and what to do',
    description:
      'Puts together what the sender’s log, SES’s delivery events, the suppression list and the undelivered queue say of one person, or of one code, and says what to do next. The log masks addresses, so where it may mean somebody else it says so. It changes nothing; what it looks at in the queue is hidden from others for seconds.',
    examples: [
      ['--to ana@example.com', '“I never got the code”: the last day'],
      ['--to ana@example.com --since 2h', 'they asked for it in the last two hours'],
      ['--to ana@example.com --since 2026-03-20T14:00 --until 2026-03-20T14:10', 'they know when (UTC)'],
      ['--code-id 00112233445566778899aabbccddeeff', 'one code, by an outcome line or a kept record'],
      ['--to ana.sousa@example.com --playground', 'a person whom a broken installation keeps waiting'],
    ],
    options: (command) =>
      command
        .option('--to <address>', 'the person’s address')
        .addOption(new Option('--code-id <id>', 'the code’s id, as an outcome line has it').conflicts('to'))
        .option('--since <when>', 'how far back: 90m, 24h, 7d, or a time (UTC)', '24h')
        .option('--until <when>', 'up to when, in the same words (default: now)')
        .option(
          '--delivery-events-log-group <name>',
          'where SES’s events are kept (default: the stack’s own)',
        ),
    load: async () => (await import('./explain.ts')).explain,
  });
}
