import { readFileSync } from 'node:fs';
import { styleText } from 'node:util';
import { sampleEvent, stems } from './compose-event.ts';
import type { Options } from './options.ts';
import type { Run } from './sender-function.ts';
import { type Site, startSite } from './site.ts';
import { outcomeTable, story } from './story.ts';

const firstPort = 8025;
const say = (text = ''): void => void process.stdout.write(`${text}\n`);
const stop = (problem: string): never => {
  process.stderr.write(`${problem}\n`);
  process.exit(2);
};

/** Sends the events, says what became of them, and stays with the page unless it is to end; a problem ends the process. */
export async function start(options: Options): Promise<void> {
  const events = options.event === undefined ? stems.map(sampleEvent) : [readEventFile(options.event)];
  const site = await startOnFreePort(options).catch(({ code }: NodeJS.ErrnoException) => {
    const wish = `${options.host}:${options.port ?? firstPort}`;
    const problem =
      code === 'EADDRINUSE'
        ? 'is in use. Stop what listens there, or choose'
        : `cannot be listened on (${code}). Choose`;
    return stop(`${wish} ${problem} another: npm start -- --port <number> --host <address>`);
  });
  if (options.sandbox) site.account.set({ faults: [['SES', 'sandbox']] });
  if (options.event !== undefined) site.state.ownEvent = JSON.stringify(events[0], null, 2);

  const runs: Run[] = [];
  for (const event of events) runs.push(await site.sender.invoke(event, 'sample'));
  const accepted = runs.filter(({ attempts }) => attempts.at(-1)?.outcome?.status === 'accepted').length;
  for (const line of outcomeTable(runs, site.playground)) say(line);
  say();
  say(`${accepted} of ${runs.length} ${runs.length === 1 ? 'email' : 'emails'} accepted.`);
  for (const line of story(site.playground, { pageStays: !options.once })) say(line);
  if (accepted < runs.length) process.exitCode = 1;
  if (options.once) {
    await site.close();
    return;
  }
  say();
  say(`Read them, and break things on purpose, at ${styleText('bold', site.url)} (Ctrl-C ends).`);
  await stay(site);
}

/** Keeps the page up to date with the files, until Ctrl-C. */
async function stay(site: Site): Promise<void> {
  const { state, sender, changes } = site;
  // It brings the compilers along, which the page can do without at first.
  const { rebuildOnChange } = await import('./rebuild.ts');
  const stopWatching = rebuildOnChange({
    directories: ['src', 'emails', ...(process.env['EMAILS'] ? [process.env['EMAILS']] : [])],
    async onBuilt(bundle) {
      state.buildProblem = '';
      await sender.restart(bundle);
      changes.notify();
    },
    onProblem(problem) {
      state.buildProblem = problem;
      changes.notify();
    },
  });
  const end = async (): Promise<void> => {
    await stopWatching();
    await site.close();
    process.exit();
  };
  process.once('SIGINT', () => void end());
  process.once('SIGTERM', () => void end());
  await site.startTheRest();
}

function readEventFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return stop(`--event: ${path} cannot be read as JSON: ${(error as Error).message.split('\n')[0]}`);
  }
}

/**
 * Listens on the asked-for port; without a wish, on the first free one from 8025 on.
 *
 * @throws Node's error when it cannot.
 */
async function startOnFreePort({ port: wanted, host }: Options): Promise<Site> {
  const listening = { host, brands: process.env['BRANDS'] };
  if (wanted !== undefined) return startSite({ ...listening, port: wanted });
  for (let port = firstPort; port < firstPort + 10; port += 1) {
    try {
      return await startSite({ ...listening, port });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
  return startSite(listening);
}
