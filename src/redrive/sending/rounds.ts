import { type KeptEmail, sortMessages } from '../../undelivered/kept-email.ts';
import { type KeptQueue, mostHeld } from '../../undelivered/kept-queue.ts';
import type { RecordSettings } from '../../undelivered/read-record.ts';
import { takeAlone } from '../queue/take-alone.ts';
import { type Ended, isSettled } from './ended.ts';
import { createRedriveEmails, type Redrive } from './redrive-emails.ts';

/** An email and what became of it. */
export interface Ending {
  readonly email: KeptEmail;
  readonly ended: Ended;
}

/** How a redrive went. */
export interface Redriven {
  readonly endings: readonly Ending[];
  /** Chosen, and of no use any more. */
  readonly expired: readonly KeptEmail[];
  /** Messages that somebody else held, so that nothing more was done. */
  readonly others: number;
  /** Whether the queue was seen to its end. */
  readonly whole: boolean;
  /** What broke it off. */
  readonly failure?: unknown;
}

export interface RoundsOptions {
  readonly queue: KeptQueue;
  readonly settings: RecordSettings;
  readonly isChosen: (email: KeptEmail) => boolean;
  /** For how long records are hidden. */
  readonly claimSeconds: number;
  /** For how long to wait for others who hold messages, in milliseconds. */
  readonly maxWaitMs: number;
  readonly onWait: (others: number) => void;
  readonly signal: AbortSignal;
  readonly tools: Omit<Redrive, 'onEnd' | 'queue' | 'signal'>;
}

/**
 * Takes the queue, sends what was chosen, lets go of the rest; and once more, for as long as claims ran out before every
 * email had its turn.
 *
 * @returns What was done, also where something broke it off. It throws that where nothing was done.
 */
export async function redriveInRounds(options: RoundsOptions): Promise<Redriven> {
  const { queue, settings, claimSeconds, isChosen, signal } = options;
  const endings = new Map<string, Ending>();
  const expired = new Map<string, KeptEmail>();
  let whole = true;
  const end = (email: KeptEmail, ended: Ended): void => void endings.set(keyOf(email), { email, ended });
  const redriveEmails = createRedriveEmails({ ...options.tools, queue, signal, onEnd: end });

  /** @returns Whether another round is of use. */
  const round = async (emails: readonly KeptEmail[]): Promise<boolean> => {
    const chosen = emails.filter((email) => isChosen(email) && !endings.has(keyOf(email)));
    const living: KeptEmail[] = [];
    for (const email of chosen) {
      if (email.fate === 'living') living.push(email);
      else if (email.fate === 'contradictory')
        end(email, { result: 'refused', why: 'its records are for different people' });
      else expired.set(keyOf(email), email);
    }
    const late = await redriveEmails(living);
    if (late.length < living.length) return late.length > 0;
    for (const email of late)
      end(email, { result: 'not-tried', why: 'receiving all of the queue took too long' });
    return false;
  };
  const result = (more: Partial<Redriven> = {}): Redriven => ({
    endings: [...endings.values()],
    expired: [...expired.values()],
    others: 0,
    whole,
    ...more,
  });

  try {
    for (let again = true; again && !signal.aborted; ) {
      const hidden = [...endings.values()].filter(isHidden).flatMap(({ email }) => email.copies);
      const taken = await takeAlone(queue, { ...options, seconds: claimSeconds, mine: hidden.length });
      if ('others' in taken) return result({ others: taken.others });
      whole = taken.held.length < mostHeld;
      try {
        again = await round(sortMessages(taken.held, settings, Date.now()).emails);
      } finally {
        const kept = [...endings.values()].filter(isOutOfHand).flatMap(({ email }) => email.copies);
        const ids = new Set(kept.map(({ id }) => id));
        await queue.release(taken.held.filter(({ id, claim }) => !ids.has(id) && claim.left() > 0));
      }
    }
    return result();
  } catch (failure) {
    if (endings.size === 0) throw failure;
    return result({ failure });
  }
}

const keyOf = ({ id, copies }: KeptEmail): string => id ?? `message ${copies[0]?.id}`;

/** Its end was not seen: its records stay hidden until it can be. */
const isHidden = ({ ended }: Ending): boolean => ended.result === 'unknown';

/** Its records are not ours to let go of: removed, hidden on purpose, or somebody else's by now. */
const isOutOfHand = (ending: Ending): boolean =>
  isSettled(ending.ended) || isHidden(ending) || ending.ended.result === 'taken';
