/**
 * `npm run test:spam`: what SpamAssassin (`apt-get install spamassassin`) makes of every email in every language, asked
 * without the network. Any rule that scores is a problem: there is nothing in these emails that should look like spam.
 */
import { spawnSync } from 'node:child_process';
import { sampleContent, sampleDefaultBrand, sampleLinks } from '../../src/emails/gallery/samples.ts';
import { toMime } from '../../src/emails/gallery/to-mime.ts';
import { locales } from '../../src/sender/render/catalogue.ts';
import { render } from '../../src/sender/render/render.ts';
import { stems } from '../../src/trigger-source.ts';

const brand = { ...sampleDefaultBrand, links: sampleLinks };
const envelope = {
  from: brand.from,
  to: { name: 'Ada Lovelace', address: 'ada@example.com' },
  date: new Date(),
};
const emails = stems.flatMap((stem) => locales.map((locale) => ({ stem, locale })));
const mbox = emails
  .map(({ stem, locale }) => {
    const message = toMime(render(sampleContent(stem, locale, brand)), envelope);
    return `From nobody Thu Jan  1 00:00:00 1970\n${message.replaceAll('\r\n', '\n')}\n`;
  })
  .join('');

const { stdout, error } = spawnSync('spamassassin', ['--local', '--mbox', '--test-mode'], {
  input: mbox,
  encoding: 'utf8',
  maxBuffer: 100_000_000,
});
if (error) {
  process.stderr.write(`SpamAssassin cannot be run (${error.message}): apt-get install spamassassin\n`);
  process.exit(2);
}
const verdicts = stdout.match(/^X-Spam-Status:.*(?:\n[ \t].*)*/gm) ?? [];
let problems = emails.length - verdicts.length;
for (const [index, verdict] of verdicts.entries()) {
  const score = Number(verdict.match(/score=(-?[\d.]+)/)?.[1]);
  if (score <= 0) continue;
  problems += 1;
  const { stem, locale } = emails[index] ?? {};
  process.stdout.write(`${stem} ${locale}: ${verdict.replace(/\s+/g, ' ')}\n`);
}
process.stdout.write(`${verdicts.length} of ${emails.length} emails judged: ${problems} problems\n`);
process.exitCode = problems > 0 ? 1 : 0;
