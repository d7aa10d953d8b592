import { setTimeout } from 'node:timers/promises';
import type { Invoked } from '../../canary/invoke-sender.ts';
import type { KeptEmail } from '../../undelivered/kept-email.ts';
import type { KeptQueue } from '../../undelivered/kept-queue.ts';
import { type Ended, endedAs, isSettled } from './ended.ts';

export interface SendAgain {
  readonly queue: KeptQueue;
  /** Runs the function on an event and waits for its end. */
  readonly invoke: (event: object) => Promise<Invoked>;
  /** How long the records are hidden from when the function is asked: longer than it can run. */
  readonly claimSeconds: number;
}

/**
 * Makes the function that sends one kept email: its records are hidden anew, the function is run once, and they are removed
 * when its outcome was seen and nobody has to come back to it. Whatever happens in between, they are still there.
 *
 * @returns A function that throws what keeps every email from being sent: no permission, no such function.
 */
export function createSendAgain({ queue, invoke, claimSeconds }: SendAgain) {
  return async ({ copies, record }: KeptEmail): Promise<Ended> => {
    const claim = await queue.renew(copies, claimSeconds);
    if (!claim) return { result: 'taken' };
    const ended = await run(invoke, record.event as object);
    if (!isSettled(ended)) return ended;
    return removed(ended, { queue, copies });
  };
}

/** Removes what is settled. Where SQS does not, the next redrive finds out from the log. */
export async function removed(
  ended: Ended,
  { queue, copies }: Pick<SendAgain, 'queue'> & Pick<KeptEmail, 'copies'>,
): Promise<Ended> {
  const gone = await queue.remove(copies).catch(() => false);
  return gone ? ended : { ...ended, stillThere: true };
}

/** Milliseconds before the function is asked again that had no concurrency to spare. */
const waits = [1000, 2000, 4000];

async function run(invoke: SendAgain['invoke'], event: object): Promise<Ended> {
  for (const wait of [...waits, undefined]) {
    try {
      return endedAs(await invoke(event));
    } catch (error) {
      // Lambda refuses with 4xx before it runs anything. Anything else may have come after that.
      const status = statusOf(error);
      if (status === undefined || status < 400 || status >= 500) {
        return { result: 'unknown', why: error instanceof Error ? error.name : 'no answer' };
      }
      if (status !== 429) throw error;
      if (wait !== undefined) await setTimeout(wait);
    }
  }
  return { result: 'not-run', why: 'the function has no concurrency to spare' };
}

const statusOf = (error: unknown): number | undefined =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
