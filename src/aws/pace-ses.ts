import { setTimeout } from 'node:timers/promises';
import type { SESv2Client } from '@aws-sdk/client-sesv2';

/** Milliseconds. AWS docs, "Service quotas in Amazon SES": every operation but sending is limited to one request a second. */
const oneASecond = 1050;

/**
 * Makes a client wait its turn before each attempt, retries too, so that no two start within a second.
 *
 * @param betweenCalls Milliseconds; less where not AWS answers.
 */
export function paceSes(ses: SESv2Client, betweenCalls = oneASecond): SESv2Client {
  let nextTurn = 0;
  ses.middlewareStack.add(
    (next, { commandName }) =>
      async (request) => {
        if (commandName !== 'SendEmailCommand') {
          const now = performance.now();
          const turn = Math.max(now, nextTurn);
          nextTurn = turn + betweenCalls;
          if (turn > now) await setTimeout(turn - now);
        }
        return next(request);
      },
    // Before the signature is made, which is good for minutes only, and after the retry strategy.
    { step: 'finalizeRequest', name: 'paceSes', priority: 'low' },
  );
  return ses;
}
