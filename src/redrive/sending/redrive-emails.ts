import { kindOf, reasons } from '../../sender/failure/reason.ts';
import type { KeptEmail } from '../../undelivered/kept-email.ts';
import type { KeptQueue } from '../../undelivered/kept-queue.ts';
import { type AcceptedBefore, idsPerQuery } from './accepted-before.ts';
import type { AddressCheck } from './check-address.ts';
import type { Ended } from './ended.ts';
import type { Pace } from './pace.ts';
import { removed } from './send-again.ts';

export interface Redrive {
  readonly queue: KeptQueue;
  readonly findAccepted: (emails: readonly KeptEmail[]) => Promise<ReadonlyMap<string, AcceptedBefore>>;
  readonly checkAddress: (email: KeptEmail) => Promise<AddressCheck>;
  readonly sendAgain: (email: KeptEmail) => Promise<Ended>;
  readonly pace: Pace;
  readonly signal: AbortSignal;
  /** Told of each email when its turn comes, and when it has ended. */
  readonly onTurn: (email: KeptEmail) => void;
  readonly onEnd: (email: KeptEmail, ended: Ended) => void;
}

/** How long a claim must still last for an email to have its turn, in milliseconds: looking up takes seconds at most. */
const least = 30_000;

/** After so many in a row that did not come to an end, the rest is left alone. */
const tooManyInARow = 3;

/**
 * Makes the function that sends emails, one after another in their order, for as long as that makes sense: where one fails
 * for the set-up's fault, the others that were kept for the same reason are left alone.
 *
 * @returns A function to those that had no turn because their claims ran out.
 */
export function createRedriveEmails(tools: Redrive) {
  const { pace, signal, onTurn, onEnd } = tools;
  /** Reasons that emails were kept for, and the one that each still fails for. */
  const goingOn = new Map<string, string>();
  let inARow = 0;

  /** @returns Why an email is not to be tried; undefined where it is. */
  const obstacle = ({ reason }: KeptEmail): string | undefined => {
    if (signal.aborted) return 'stopped';
    if (inARow >= tooManyInARow) return `${tooManyInARow} in a row did not come to an end`;
    const cause = goingOn.get(reason);
    return cause && `${cause} goes on`;
  };

  const note = (email: KeptEmail, ended: Ended): void => {
    if (isCauseGoingOn(ended)) goingOn.set(email.reason, ended.reason ?? ended.result);
    inARow = isOpen(ended) ? inARow + 1 : 0;
    onEnd(email, ended);
  };

  return async (emails: readonly KeptEmail[]): Promise<KeptEmail[]> => {
    const late: KeptEmail[] = [];
    for (let start = 0; start < emails.length; start += idsPerQuery) {
      const some = emails.slice(start, start + idsPerQuery);
      // Their claims began before this question: whoever held them earlier has ended, and its outcomes can be read.
      const before = signal.aborted ? new Map() : await tools.findAccepted(some);
      for (const email of some) {
        if (obstacle(email) === undefined) await pace(signal);
        const why = obstacle(email);
        if (why !== undefined) onEnd(email, { result: 'not-tried', why });
        else if (email.copies.some(({ claim }) => claim.left() < least)) late.push(email);
        else {
          onTurn(email);
          note(email, await redriveOne(email, before.get(email.id ?? ''), tools));
        }
      }
    }
    return late;
  };
}

async function redriveOne(
  email: KeptEmail,
  before: AcceptedBefore | undefined,
  { queue, checkAddress, sendAgain }: Redrive,
): Promise<Ended> {
  if (email.expiresAt !== undefined && email.expiresAt <= Date.now()) return { result: 'expired' };
  if (before) {
    const { at, sesMessageId } = before;
    const ended: Ended = {
      result: 'accepted-before',
      why: new Date(at).toISOString(),
      ...(sesMessageId !== undefined && { sesMessageId }),
    };
    return removed(ended, { queue, copies: email.copies });
  }
  const address = await checkAddress(email);
  switch (address.state) {
    case 'same':
      return sendAgain(email);
    case 'differs':
      return { result: 'refused', why: 'its address is not the one that the user has' };
    case 'no-such-user':
      return { result: 'refused', why: 'the pool has no such user' };
    default:
      return { result: 'unchecked', why: address.why };
  }
}

/** A set-up that still refuses would refuse the others of its kind too, and alert of each. */
const isCauseGoingOn = ({ result, reason }: Ended): boolean =>
  result === 'redirected' ||
  (result === 'kept' && reasons.some((known) => known === reason && kindOf(known) === 'set-up'));

/** Whether an email may end otherwise another time, for no fault of its own. */
const isOpen = ({ result }: Ended): boolean =>
  result === 'unknown' || result === 'deferred' || result === 'not-run' || result === 'unchecked';
