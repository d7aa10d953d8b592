import type { Fact } from '../aws/fact.ts';
import { maskAddress } from '../sender/mask-address.ts';
import type { Facts, Gap } from './facts.ts';

/** A fact that could not be asked for at all. */
export const noted = (why: string): { readonly state: 'failed'; readonly why: string } => ({
  state: 'failed',
  why,
});

/**
 * @param what Completes "… could not be found out".
 * @returns Nothing where there is an answer, be it that there is no such thing.
 */
export function gapIn(fact: Fact<unknown>, what: string): readonly Gap[] {
  if (fact.state === 'known' || fact.state === 'absent') return [];
  return [{ what, why: withoutAddresses(fact.why), denied: fact.state === 'denied' }];
}

/** What of the main facts could not be found out. */
export function gapsIn({
  outcomes,
  queue,
  regions,
  users,
}: Pick<Facts, 'outcomes' | 'queue' | 'regions' | 'users'>): readonly Gap[] {
  return [
    ...gapIn(outcomes, 'What the sender’s log says'),
    ...absenceOf(outcomes, 'What the sender’s log says', 'there is no such log group'),
    ...gapIn(queue, 'What is kept in the undelivered queue'),
    ...absenceOf(queue, 'What is kept in the undelivered queue', 'there is no such queue'),
    ...regions.flatMap(({ region, account, recipient }) => [
      ...gapIn(account, `Whether SES in ${region} is in the sandbox`),
      ...(recipient ? gapIn(recipient.suppression, `Whether SES in ${region} suppresses the address`) : []),
      ...(recipient ? gapIn(recipient.identity, `Whether the address is verified in ${region}`) : []),
    ]),
    ...users.flatMap(({ userPoolId, users: found }) => [
      ...gapIn(found, `Whether ${userPoolId} has such a user`),
      ...absenceOf(found, `Whether ${userPoolId} has such a user`, 'there is no such pool in this Region'),
    ]),
  ];
}

const absenceOf = (fact: Fact<unknown>, what: string, why: string): readonly Gap[] =>
  fact.state === 'absent' ? [{ what, why, denied: false }] : [];

/** A service's own words may name an address. */
const withoutAddresses = (text: string): string =>
  text.replaceAll(/[^\s@<>"'(),;:]+@[^\s@<>"'(),;:]+/g, maskAddress);
