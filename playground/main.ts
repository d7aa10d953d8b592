/** `npm start`: the eight sample events through the built sender, and the inbox they arrive in. */
import { styleText } from 'node:util';
import { runCommand } from '../src/commands/command.ts';
import { brandsSizeProblem } from '../src/emails/overlay/brands-size.ts';
import { Mistake } from '../src/mistake.ts';
import { triggerSources } from '../src/trigger-source.ts';
import { senderEnvironment } from './fixtures.ts';
import { startEnvironment } from './lambda.ts';
import { type Playground, type PlaygroundOptions, startPlayground } from './playground.ts';
import { readSamples, sendSamples } from './samples.ts';

const firstPort = 8025;
/** What the sender's emails depend on, passed on to it as it is set. */
const emailVariables = ['APP_NAME', 'BRANDS', 'CODE_SHOWN_IN', 'DEFAULT_LOCALE', 'GREET_BY_NAME'] as const;
const usage = `npm start -- [--once] [--sandbox] [--port <number>] [--host <address>] [--emails <directory>]
Sends the eight sample events through the built sender, and shows in a browser what has arrived, until Ctrl-C.

  --once     end after the eight events; the exit code is 0 only if SES accepted all of them
  --sandbox  (or SANDBOX=1) put the SES account into the sandbox, so that it refuses unverified recipients
  --port     listen on this port (otherwise the first free one from ${firstPort} on)
  --host     listen on this address instead of 127.0.0.1; 0.0.0.0 lets containers in, and everybody else on the network
  --emails   (or EMAILS) send a directory of your own emails in the place of ours

${emailVariables.join(', ')} are the sender's own, so that BRANDS="$(cat brands.json)" npm start shows your brands.`;
const options = {
  once: false,
  sandbox: false,
  port: { max: 65_535 },
  host: '127.0.0.1',
  emails: process.env['EMAILS'] ?? '',
} as const;

const say = (text = ''): void => void process.stdout.write(`${text}\n`);

await runCommand({ usage, options }, async ({ once, sandbox, port, host }) => {
  const events = readSamples();
  const sandboxed = sandbox || !['', '0', 'false', undefined].includes(process.env['SANDBOX']);
  const playground = await startOnFreePort({ host, sandbox: sandboxed, ...(port !== undefined && { port }) });
  const tooLarge = brandsSizeProblem(process.env['BRANDS']);
  if (tooLarge) process.stderr.write(`${tooLarge}\n`);
  const settings = emailVariables.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const environment = startEnvironment({
    ...senderEnvironment(playground.url),
    ...Object.fromEntries(settings),
  });
  const accepted = await sendSamples(events, { environment, playground, say });
  await environment.close();
  say();
  say(`${accepted} of ${triggerSources.length} emails accepted.`);
  if (accepted < triggerSources.length) process.exitCode = 1;
  if (once) await playground.close();
  else say(`Read them at ${styleText('bold', playground.url)} (Ctrl-C ends).`);
});

/**
 * Listens on the given port; without one, on the first that is free from 8025 on.
 *
 * @throws {Mistake} It cannot.
 */
async function startOnFreePort({ port, ...rest }: PlaygroundOptions): Promise<Playground> {
  const ports = port === undefined ? Array.from({ length: 10 }, (_, index) => firstPort + index) : [port];
  for (const candidate of ports) {
    try {
      return await startPlayground({ ...rest, port: candidate });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EADDRINUSE' && port === undefined) continue;
      const problem = code === 'EADDRINUSE' ? 'is in use.' : `cannot be listened on (${code}).`;
      throw new Mistake(
        `${rest.host}:${candidate} ${problem}`,
        'Choose another: npm start -- --port <number> --host <address>',
      );
    }
  }
  return startPlayground(rest);
}
