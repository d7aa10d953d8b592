/** `npm start`: the eight sample events through the built sender, and the inbox they arrive in. */
import { styleText } from 'node:util';
import { triggerSources } from '../src/trigger-source.ts';
import { startEnvironment } from './lambda.ts';
import { readOptions } from './options.ts';
import { type Playground, startPlayground } from './playground.ts';
import { sendSamples } from './samples.ts';
import { senderEnvironment } from './world.ts';

const firstPort = 8025;
const say = (text = ''): void => void process.stdout.write(`${text}\n`);

const options = readOptions(process.argv.slice(2), process.env);
if ('problem' in options) {
  process.stderr.write(`${options.problem}\n`);
  process.exit(2);
}
const playground = await startOnFreePort(options.port, options.sandbox);
if (!playground) {
  process.stderr.write(
    `Port ${options.port} is in use. Stop what listens there, or choose another: npm start -- --port <number>\n`,
  );
  process.exit(2);
}

const environment = startEnvironment(senderEnvironment(playground.url));
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

/** The asked-for port or none; without a wish, the first free one from 8025 on. */
async function startOnFreePort(
  wanted: number | undefined,
  sandbox: boolean,
): Promise<Playground | undefined> {
  const candidates =
    wanted === undefined ? [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => firstPort + n) : [wanted];
  for (const port of candidates) {
    try {
      return await startPlayground({ port, sandbox });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
  return wanted === undefined ? startPlayground({ sandbox }) : undefined;
}
