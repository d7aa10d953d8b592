/** `npm start`: the eight sample events through the built sender, and the inbox they arrive in. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { styleText } from 'node:util';
import { brandsSizeProblem } from '../src/emails/overlay/brands-size.ts';
import { triggerSources } from '../src/trigger-source.ts';
import { senderEnvironment } from './fixtures.ts';
import { startEnvironment } from './lambda.ts';
import { emailVariables, type Options, readOptions } from './options.ts';
import { type Playground, startPlayground } from './playground.ts';
import { sendSamples } from './samples.ts';

const firstPort = 8025;
const say = (text = ''): void => void process.stdout.write(`${text}\n`);

const options = readOptions(process.argv.slice(2), process.env);
if ('problem' in options) {
  process.stderr.write(`${options.problem}\n`);
  process.exit(2);
}
if (options.emails) {
  const build = fileURLToPath(new URL('../build.ts', import.meta.url));
  const { status } = spawnSync(process.execPath, [build, '--emails', options.emails], { stdio: 'inherit' });
  if (status !== 0) process.exit(2);
}
const tooLarge = brandsSizeProblem(process.env['BRANDS']);
if (tooLarge) process.stderr.write(`${tooLarge}\n`);
const playground = await startOnFreePort(options).catch(({ code }: NodeJS.ErrnoException) => {
  const wish = `${options.host}:${options.port ?? firstPort}`;
  const problem =
    code === 'EADDRINUSE'
      ? 'is in use. Stop what listens there, or choose'
      : `cannot be listened on (${code}). Choose`;
  process.stderr.write(`${wish} ${problem} another: npm start -- --port <number> --host <address>\n`);
  process.exit(2);
});

const settings = emailVariables.flatMap((name) => {
  const value = process.env[name];
  return value === undefined ? [] : [[name, value] as const];
});
const environment = startEnvironment({
  ...senderEnvironment(playground.url),
  ...Object.fromEntries(settings),
});
const accepted = await sendSamples(environment, playground, say);
await environment.close();
say();
say(`${accepted} of ${triggerSources.length} emails accepted.`);
if (accepted < triggerSources.length) process.exitCode = 1;
if (options.once) {
  await playground.close();
} else {
  say(`Read them at ${styleText('bold', playground.url)} (Ctrl-C ends).`);
}

/**
 * Listens on the asked-for port; without a wish, on the first free one from 8025 on.
 *
 * @throws Node's error when it cannot.
 */
async function startOnFreePort({ port: wanted, ...rest }: Options): Promise<Playground> {
  if (wanted !== undefined) return startPlayground({ ...rest, port: wanted });
  for (let port = firstPort; port < firstPort + 10; port += 1) {
    try {
      return await startPlayground({ ...rest, port });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
  return startPlayground(rest);
}
