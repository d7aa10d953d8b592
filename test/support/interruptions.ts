import type { ChildProcess } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { homeRegion } from '../../playground/fixtures.ts';
import type { TriggerSource } from '../../src/trigger-source.ts';
import { type Ended, runCliProcess } from './cli.ts';
import { createRandom } from './random.ts';
import { addressOf, startTrouble, type Trouble } from './trouble.ts';

/** How many redrives were interrupted, in which way, and what became of the people that they were for. */
export interface Interruptions {
  readonly killed: number;
  readonly stopped: number;
  /** Interruptions that came too late: the redrive had ended. */
  readonly missed: number;
  /** Redrives that two people began at once. */
  readonly pairs: number;
  readonly people: number;
  /** People who got nothing in the end, and whose record is gone or is not: must both be 0. */
  readonly lost: number;
  readonly stillKept: number;
  /** People who got more than one email: must be 0. */
  readonly twice: number;
  /** Emails that a redrive was cut off at, and that a later one found in the log instead of sending them again. */
  readonly foundInLog: number;
  /** Dead ones who got an email, and addresses that somebody had put into a record: must be 0. */
  readonly wrong: number;
  /** What the redrives wrote, for a search. */
  readonly written: readonly string[];
}

export interface InterruptOptions {
  readonly seed: number;
  /** How many new people each redrive finds. */
  readonly newcomers?: number;
}

const sources: readonly TriggerSource[] = [
  'CustomEmailSender_SignUp',
  'CustomEmailSender_AdminCreateUser',
  'CustomEmailSender_AccountTakeOverNotification',
];

/** Where it matters most whether a call was made, was answered, or neither. */
const delicate = ['ChangeMessageVisibilityBatch', 'Invoke', 'DeleteMessageBatch'] as const;

/** Longer than a record can be hidden: the function's time-out, a signature's life and the log's delay. */
const claimMs = (20 + 300 + 60) * 1000 + 1000;

/**
 * Interrupts redrives at random moments: some people are kept, a redrive begins (now and then two), and is killed or
 * stopped
 * when it has made some call, or a moment later. Then time passes until whatever was hidden can be seen again.
 */
export async function interruptRedrives(
  count: number,
  { seed, newcomers = 3 }: InterruptOptions,
): Promise<Interruptions> {
  const random = createRandom(seed);
  const trouble = await startTrouble();
  const { playground } = trouble;
  const tally = { killed: 0, stopped: 0, missed: 0, pairs: 0 };
  const people: string[] = [];
  const written: string[] = [];
  let foundInLog = 0;
  const note = ({ stdout, stderr }: Ended): void => {
    written.push(stdout, stderr);
    foundInLog += stdout.match(/"accepted-before"/g)?.length ?? 0;
  };

  await keepChanged(trouble);
  for (let round = 0; round < count; round += 1) {
    for (let index = 0; index < newcomers; index += 1) {
      const name = `p${people.length}-${seed}`;
      people.push(name);
      const source = sources[Math.floor(random() * sources.length)] as TriggerSource;
      await keep(trouble, name, { source, twice: random() < 0.2 });
    }
    const signal = random() < 0.7 ? 'SIGKILL' : 'SIGINT';
    const both = random() < 0.15;
    const { ended, other } = await interrupted(trouble, {
      signal,
      both,
      ...(random() < 0.5
        ? // Reading the stack and the queue takes about twelve calls, and each email four.
          { operation: undefined, atCall: 1 + Math.floor(random() * (12 + 4 * newcomers)) }
        : {
            operation: delicate[Math.floor(random() * delicate.length)],
            atCall: 1 + Math.floor(random() * newcomers),
          }),
      afterMs: random() < 0.4 ? 0 : random() * 40,
    });
    if (both) tally.pairs += 1;
    if (other) note(other);
    note(ended);
    if (ended.code === null) tally.killed += 1;
    else if (ended.code === 130) tally.stopped += 1;
    else tally.missed += 1;
    await playground.whenIdle();
    // A receiving goes on though nobody waits for it any more.
    await setTimeout(300);
    playground.passTime(claimMs);
  }
  note(await runCliProcess(redrive, trouble));
  await trouble.close();

  const received = trouble.received();
  const got = (name: string): number => received[addressOf(name)] ?? 0;
  const isKept = (name: string): boolean => playground.queue.some(({ body }) => body.includes(`"${name}"`));
  return {
    ...tally,
    people: people.length,
    lost: people.filter((name) => got(name) === 0 && !isKept(name)).length,
    stillKept: people.filter((name) => isKept(name)).length,
    twice: people.filter((name) => got(name) > 1).length,
    foundInLog,
    wrong: got('eve') + got('robbed') + got('dead'),
    written,
  };
}

const redrive = ['undelivered', 'redrive', '--apply', '--json'];

/** What the sandbox keeps of somebody; `twice` where Lambda hands their event over twice. */
async function keep(
  { playground, eventOf, ask }: Trouble,
  name: string,
  { source, twice }: { readonly source: TriggerSource; readonly twice: boolean },
): Promise<void> {
  const event = await eventOf(name, source);
  playground.region(homeRegion).sandbox = true;
  await ask(event);
  if (twice) await ask(event);
  playground.region(homeRegion).sandbox = false;
}

/** Two that must never be sent: one whose address somebody has changed, and one that is dead. */
async function keepChanged(trouble: Trouble): Promise<void> {
  const { queue } = trouble.playground;
  await keep(trouble, 'robbed', { source: 'CustomEmailSender_SignUp', twice: false });
  await keep(trouble, 'dead', { source: 'CustomEmailSender_SignUp', twice: false });
  const [robbed, dead] = queue.splice(0).map(({ body }) => body);
  const expiresAt = new Date(Date.now() - 1000).toISOString();
  queue.push(
    { id: crypto.randomUUID(), body: robbed?.replaceAll(addressOf('robbed'), addressOf('eve')) ?? '' },
    { id: crypto.randomUUID(), body: JSON.stringify({ ...JSON.parse(dead ?? ''), expiresAt }) },
  );
}

interface Interruption {
  readonly signal: NodeJS.Signals;
  /** Whether somebody else begins a redrive at the same time, which nobody interrupts. */
  readonly both: boolean;
  /** After how many calls of this operation, or of any, and how long after it was made. */
  readonly operation: string | undefined;
  readonly atCall: number;
  readonly afterMs: number;
}

async function interrupted(
  { playground }: Trouble,
  { signal, both, operation: wanted, atCall, afterMs }: Interruption,
): Promise<{ readonly ended: Ended; readonly other?: Ended }> {
  let child: ChildProcess | undefined;
  let calls = 0;
  playground.intercept = ({ service, operation }) => {
    // The function's own calls are no moments of the redrive.
    if (service === 'kms' || service === 'ses' || (wanted && operation !== wanted)) return undefined;
    calls += 1;
    if (calls === atCall) {
      if (afterMs === 0) child?.kill(signal);
      else void setTimeout(afterMs).then(() => child?.kill(signal));
    }
    return undefined;
  };
  const started = (process: ChildProcess): void => {
    child = process;
  };
  const first = runCliProcess(redrive, { playground, started });
  const second = both ? runCliProcess(redrive, { playground }) : undefined;
  const [ended, other] = await Promise.all([first, second]);
  playground.intercept = undefined;
  return { ended, ...(other && { other }) };
}
