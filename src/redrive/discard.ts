import type { RunVerb } from '../cli/verb-context.ts';
import { findQueue } from '../undelivered/find-queue.ts';
import { type KeptEmail, sortMessages } from '../undelivered/kept-email.ts';
import { lookInto } from '../undelivered/look.ts';
import { type Choice, isChosen } from './choose.ts';
import { describeEmail } from './print/describe-email.ts';
import { planResult } from './print/plan-result.ts';
import { countOf } from './print/words.ts';

export interface DiscardOptions extends Choice {
  readonly apply?: true;
}

/** Longer than receiving and removing takes. */
const seconds = 300;

/** `undelivered discard`: throws away what helps nobody any more; without `--apply` it says what that is. */
export const discard: RunVerb<DiscardOptions> = async (context, options) => {
  const { terminal, signal } = context;
  const { queue, settings } = await findQueue(context);
  if (!options.apply) {
    const plan = { verb: 'discard', about: ['expired', 'test'], would: 'would be thrown away' } as const;
    return planResult(await lookInto(queue, settings), options, { terminal, plan });
  }
  const messages = await queue.receiveAll(seconds);
  const isDead = ({ fate }: KeptEmail): boolean => fate === 'expired' || fate === 'test';
  const expired = sortMessages(messages, settings, Date.now())
    .emails.filter(isChosen(options))
    .filter((email) => isDead(email));
  const gone = new Set<string>();
  const discarded: KeptEmail[] = [];
  try {
    for (const email of expired) {
      if (signal.aborted || email.copies.some(({ claim }) => claim.left() <= 0)) continue;
      if (!(await queue.remove(email.copies))) continue;
      discarded.push(email);
      for (const { id } of email.copies) gone.add(id);
    }
  } finally {
    await queue.release(messages.filter(({ id, claim }) => !gone.has(id) && claim.left() > 0));
  }
  const left = expired.length - discarded.length;
  return {
    json: { applied: true, emails: discarded.map(describeEmail), left },
    lines: [
      expired.length === 0
        ? 'Nothing to throw away: everything that is kept can still be of use.'
        : `${countOf(discarded.length, 'email')} thrown away.`,
      ...(left > 0 ? [`${left} left: run it again.`] : []),
    ],
    exitCode: left > 0 ? 1 : 0,
  };
};
