/** `npm start`: the eight sample events through the built sender, what became of them, and the page that shows it. */
import { runCommand } from '../src/commands/command.ts';
import { brandsSizeProblem } from '../src/emails/overlay/brands-size.ts';

const firstPort = 8025;
/** What the sender's emails depend on, passed on to it as it is set. */
const emailVariables = ['APP_NAME', 'BRANDS', 'CODE_SHOWN_IN', 'DEFAULT_LOCALE', 'GREET_BY_NAME'] as const;
const usage = `npm start -- [--once] [--sandbox] [--event <file>] [--port <number>] [--host <address>] [--emails <directory>]
Sends the eight sample events through the built sender, and shows in a browser what became of them, until Ctrl-C.

  --once     end after the events; the exit code is 0 only if SES accepted all of them
  --sandbox  (or SANDBOX=1) put the SES account into the sandbox, so that it refuses unverified recipients
  --event    send the event in this file in place of the eight samples
  --port     listen on this port (otherwise the first free one from ${firstPort} on)
  --host     listen on this address instead of 127.0.0.1; 0.0.0.0 lets containers in, and everybody else on the network
  --emails   (or EMAILS) send a directory of your own emails in the place of ours

${emailVariables.join(', ')} are the sender's own, so that BRANDS="$(cat brands.json)" npm start shows your brands.`;
const options = {
  once: false,
  sandbox: false,
  event: '',
  port: { max: 65_535 },
  host: '127.0.0.1',
  emails: process.env['EMAILS'] ?? '',
} as const;

await runCommand({ usage, options }, async ({ sandbox, ...wanted }) => {
  const tooLarge = brandsSizeProblem(process.env['BRANDS']);
  if (tooLarge) process.stderr.write(`${tooLarge}\n`);
  const settings = emailVariables.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const { start } = await import('./start.ts');
  await start({
    ...wanted,
    firstPort,
    sandbox: sandbox || !['', '0', 'false', undefined].includes(process.env['SANDBOX']),
    settings: Object.fromEntries(settings),
  });
});
