import { readFileSync } from 'node:fs';
import { styleText } from 'node:util';
import { Mistake } from '../src/mistake.ts';
import { readSamples } from './samples.ts';
import type { Run } from './sender-function.ts';
import { type Site, startSite } from './site.ts';
import { outcomeTable, story } from './story.ts';

const say = (text = ''): void => void process.stdout.write(`${text}\n`);

/** What `npm start` was told. */
export interface Wanted {
  /** End after the events. */
  readonly once: boolean;
  /** Start with the SES account in the sandbox. */
  readonly sandbox: boolean;
  /** Path of an event to send in place of the eight samples; empty for none. */
  readonly event: string;
  readonly port: number | undefined;
  /** Where to begin to look for a free one. */
  readonly firstPort: number;
  /** The address to listen on. */
  readonly host: string;
  /** A directory of somebody's own emails; none when it is empty. */
  readonly emails: string;
  /** Variables of the sender's that are set, BRANDS among them. */
  readonly settings: Readonly<Record<string, string>>;
}

/**
 * Sends the events, says what became of them, and stays with the page unless it is to end.
 *
 * @throws {Mistake} What a person can put right: a file, or a port.
 */
export async function start(wanted: Wanted): Promise<void> {
  const { once, sandbox, event: path } = wanted;
  const events = path === '' ? [...readSamples().values()] : [readEventFile(path)];
  const site = await startOnFreePort(wanted);
  if (sandbox) site.account.set({ faults: [['SES', 'sandbox']] });
  if (path !== '') site.state.ownEvent = JSON.stringify(events[0], null, 2);

  const runs: Run[] = [];
  for (const event of events) runs.push(await site.sender.invoke(event, 'sample'));
  const accepted = runs.filter(({ attempts }) => attempts.at(-1)?.outcome?.status === 'accepted').length;
  for (const line of outcomeTable(runs, site.playground)) say(line);
  say();
  say(`${accepted} of ${runs.length} ${runs.length === 1 ? 'email' : 'emails'} accepted.`);
  for (const line of story(site.playground, { pageStays: !once })) say(line);
  if (accepted < runs.length) process.exitCode = 1;
  if (once) {
    await site.close();
    return;
  }
  say();
  say(`Read them, and break things on purpose, at ${styleText('bold', site.url)} (Ctrl-C ends).`);
  await stay(site, wanted.emails);
}

/** Keeps the page up to date with the files, until Ctrl-C. */
async function stay(site: Site, overlay: string): Promise<void> {
  const { state, sender, changes } = site;
  // It brings the compilers along, which the page can do without at first.
  const { rebuildOnChange } = await import('./rebuild.ts');
  const stopWatching = await rebuildOnChange({
    overlay,
    async onBuilt(bundle, ms) {
      await sender.restart(bundle);
      state.buildProblem = '';
      state.built = { at: Date.now(), ms };
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

/** @throws {Mistake} The file cannot be read as JSON. */
function readEventFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const [problem] = (error as Error).message.split('\n');
    throw new Mistake(
      `--event is ${path}, which cannot be read as JSON: ${problem}.`,
      "It should hold one of Cognito's events.",
    );
  }
}

/**
 * Listens on the given port; without one, on the first that is free from 8025 on.
 *
 * @throws {Mistake} It cannot.
 */
async function startOnFreePort({ port, firstPort, host, emails, settings }: Wanted): Promise<Site> {
  const listening = { host, overlay: emails, settings };
  const ports = port === undefined ? Array.from({ length: 10 }, (_, index) => firstPort + index) : [port];
  for (const candidate of ports) {
    try {
      return await startSite({ ...listening, port: candidate });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EADDRINUSE' && port === undefined) continue;
      const problem = code === 'EADDRINUSE' ? 'is in use.' : `cannot be listened on (${code}).`;
      throw new Mistake(
        `${host}:${candidate} ${problem}`,
        'Choose another: npm start -- --port <number> --host <address>',
      );
    }
  }
  return startSite(listening);
}
