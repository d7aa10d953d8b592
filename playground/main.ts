/** `npm start`: the eight sample events through the built sender, what became of them, and the page that shows it. */
import { runCommand } from '../src/commands/command.ts';

const usage = `npm start -- [--once] [--sandbox] [--event <file>] [--port <number>] [--host <address>]
Sends the eight sample events through the built sender, and shows in a browser what became of them, until Ctrl-C.

  --once     end after the events; the exit code is 0 only if SES accepted all of them
  --sandbox  (or SANDBOX=1) put the SES account into the sandbox, so that it refuses unverified recipients
  --event    send the event in this file in place of the eight samples
  --port     listen on this port (otherwise the first free one from 8025 on)
  --host     listen on this address instead of 127.0.0.1; 0.0.0.0 lets containers in, and everybody else on the network`;
const options = { once: false, sandbox: false, event: '', port: { max: 65_535 }, host: '127.0.0.1' } as const;

await runCommand({ usage, options }, async ({ sandbox, ...wanted }) => {
  const { start } = await import('./start.ts');
  await start({
    ...wanted,
    sandbox: sandbox || !['', '0', 'false', undefined].includes(process.env['SANDBOX']),
  });
});
