import { valueIn } from '../../aws/fact.ts';
import { kindOf, type Reason } from '../../sender/failure/reason.ts';
import type { SesAccount } from '../../setup/facts/ses/account.ts';
import type { Facts } from '../facts.ts';
import type { End } from '../trace/end-of-email.ts';

/** Whether what kept an email from being sent is so still. `says` is a whole sentence. */
export type Cause =
  | { readonly state: 'over'; readonly says: string }
  | { readonly state: 'goes-on' }
  | { readonly state: 'not-known' };

const goesOn = { state: 'goes-on' } as const;
const notKnown = { state: 'not-known' } as const;
const over = (says: string): Cause => ({ state: 'over', says });

/** Judges by what is known of SES in the Region that refused the email, or took it for nobody. */
export function causeNow(reason: Reason, { sesRegion }: End, { regions }: Facts): Cause {
  if (kindOf(reason) === 'transient') return over('What kept it passes by itself.');
  const there = regions.find(({ region }) => region === sesRegion) ?? regions[0];
  const account = valueIn(there?.account);
  if (there === undefined || account === undefined) return notKnown;
  if (reason === 'sandbox-recipient-unverified' && !account.productionAccess) {
    const identity = valueIn(there.recipient?.identity);
    return identity?.verified ? over(`${identity.name} is verified in ${there.region} by now.`) : goesOn;
  }
  const says = ofAccount[reason]?.(account);
  if (says === undefined) return notKnown;
  return says === false ? goesOn : over(`SES in ${there.region} ${says} by now.`);
}

/** What the account shows of those reasons that it does show; false where the cause is still there. */
const ofAccount: Partial<Record<Reason, (account: SesAccount) => string | false>> = {
  'sandbox-recipient-unverified': () => 'has production access',
  'account-suspended': ({ enforcement }) => enforcement !== 'SHUTDOWN' && 'sends for the account again',
  'daily-quota-exceeded': ({ quota: { perDay, sentToday } }) =>
    (perDay < 0 || sentToday < perDay) && 'has quota left',
};
