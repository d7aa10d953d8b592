import type { Fact } from '../../aws/fact.ts';
import type { UserPool } from '../facts/user-pool.ts';
import type { Statement } from './permission.ts';
import { lambdaConfigIn, type PoolChange, planChange, senderIn } from './pool-change.ts';
import type { Description } from './user-pool-members.ts';

/** What detaching is planned from. */
export interface DetachFacts {
  readonly region: string;
  readonly pool: UserPool;
  readonly policies: ReadonlyMap<string, Fact<readonly Statement[]>>;
}

/** Plans to have Cognito send a pool's email by itself again, and to leave everything else as it is. */
export function planDetach({ region, pool, policies }: DetachFacts): PoolChange {
  const { description } = pool;
  const { CustomEmailSender: _, KMSKeyID, ...others } = lambdaConfigIn(description);
  const attached = senderIn(description) !== undefined;
  // The key is the SMS sender's as well.
  const keepsKey = KMSKeyID !== undefined && (others.CustomSMSSender !== undefined || !attached);
  return planChange({
    region,
    pool,
    wanted: attached
      ? { ...description, LambdaConfig: { ...others, ...(keepsKey && { KMSKeyID }) } }
      : description,
    policies,
    checkPermission: false,
    refusals: [],
    notes: attached ? notesFor(description) : [],
  });
}

function notesFor({ EmailConfiguration }: Description): string[] {
  const { EmailSendingAccount, SourceArn } = (EmailConfiguration ?? {}) as Readonly<Record<string, string>>;
  return [
    EmailSendingAccount === 'DEVELOPER'
      ? `Cognito then sends this pool's email by itself, through ${SourceArn}, in its own words.`
      : // AWS docs, "Quotas in Amazon Cognito": emails a day with the default email configuration.
        "Cognito then sends this pool's email by itself, from its own address, in its own words, and no more than 50 a day.",
    'Leave the function and its key in place until what waits in its queues has been sent.',
  ];
}
