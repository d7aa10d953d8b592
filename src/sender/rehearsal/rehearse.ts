import { createHandler } from '../create-handler.ts';
import type { SenderContext } from '../report/report.ts';
import type { Config } from '../settings/config.ts';
import { rehearsalAgent } from './rehearsal-agent.ts';
import { rehearsalEvent, rehearsalKeyArn } from './rehearsal-event.ts';

/**
 * Sends one email to nowhere while the function starts: a second handler, made as the first, whose KMS and SES are in
 * memory. What runs for the first time takes ten times as long as it does from then on, and Lambda lends a starting
 * function more CPU than it gives an invocation: so the first user waits less. No request leaves, nothing is logged or
 * kept, and a rehearsal that fails changes nothing.
 *
 * @param config Whose endpoints are https: any other would not be reached through the rehearsal's agent.
 * @param write Takes the outcome's line, which is not for the log.
 */
export async function rehearse(
  config: Config,
  write: (line: string) => void = () => undefined,
): Promise<void> {
  const { userPoolIds: _pools, allowedRecipients: _recipients, ...open } = config;
  const agent = rehearsalAgent();
  try {
    const handler = createHandler(
      { ...open, keyArns: [rehearsalKeyArn] },
      {
        agent,
        age: { traceHeader: () => undefined },
        adminGetUser: notNow,
        store: notNow,
        alert: notNow,
        write,
      },
    );
    await handler(rehearsalEvent, context);
  } catch {
    // The first email then does everything for the first time, as it did without a rehearsal.
  } finally {
    agent.destroy();
  }
}

const notNow = (): Promise<never> => Promise.reject(new Error('not in a rehearsal'));

const context = {
  awsRequestId: 'rehearsal',
  functionName: 'rehearsal',
  // Half of it is kept for reporting: one that hangs is ended after 2.5 s, of the 10 s that a function may start for.
  getRemainingTimeInMillis: () => 5000,
} as SenderContext;
