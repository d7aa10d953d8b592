import { spawnSync } from 'node:child_process';
import { messageOf } from '../../src/emails/pictures/message-of.ts';
import { Mistake } from '../../src/mistake.ts';
import { locales } from '../../src/sender/render/catalogue.ts';
import { stems } from '../../src/trigger-source.ts';

const emails = stems.flatMap((trigger) => locales.map((locale) => ({ trigger, locale })));

/**
 * Has SpamAssassin judge every email in every language, and says which of them a rule scores.
 *
 * @returns How many problems there are.
 * @throws {Mistake} It is not installed.
 */
export function judgeEmails(): number {
  const mbox = emails.map(
    (wanted) =>
      `From nobody Thu Jan  1 00:00:00 1970\n${messageOf({ ...wanted, brand: '', link: true }).replaceAll('\r\n', '\n')}\n`,
  );
  const { stdout, error } = spawnSync('spamassassin', ['--local', '--mbox', '--test-mode'], {
    input: mbox.join(''),
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  });
  if (error) {
    throw new Mistake(`SpamAssassin cannot be run (${error.message}): apt-get install spamassassin`);
  }
  const verdicts = stdout.match(/^X-Spam-Status:.*(?:\n[ \t].*)*/gm) ?? [];
  let problems = emails.length - verdicts.length;
  for (const [index, verdict] of verdicts.entries()) {
    const score = Number(verdict.match(/score=(-?[\d.]+)/)?.[1]);
    if (score <= 0) continue;
    problems += 1;
    const { trigger, locale } = emails[index] ?? {};
    process.stdout.write(`${trigger} ${locale}: ${verdict.replace(/\s+/g, ' ')}\n`);
  }
  process.stdout.write(`${verdicts.length} of ${emails.length} emails judged: ${problems} problems\n`);
  return problems;
}
