import { valueIn } from '../aws/fact.ts';
import type { ApplicationFacts } from './facts.ts';

/** What a reviewer looks for and would not find. */
export function missingIn({
  region,
  from,
  standing,
  identity,
  destinations,
  configurationSet,
}: ApplicationFacts): string[] {
  const known = valueIn(identity);
  const events = eventsIn(destinations);
  const seen = destinations.state === 'known' || destinations.state === 'absent';
  return [
    ...(identity.state === 'absent'
      ? [`${from} has no identity in ${region}: AWS wants the domain verified first.`]
      : []),
    ...(known && !known.verified ? [`The identity ${known.name} is not verified in ${region}.`] : []),
    ...(known?.verified && known.kind === 'address'
      ? [`${known.name} is verified as an address only: a domain with DKIM says more.`]
      : []),
    ...(known?.verified && known.kind === 'domain' && known.dkim.status !== 'SUCCESS'
      ? [`The domain ${known.name} does not sign with DKIM yet (${known.dkim.status}).`]
      : []),
    ...(suppressesBoth(standing)
      ? []
      : ['The account-level suppression list is not on for both bounces and complaints.']),
    ...(seen && !(events.has('BOUNCE') && events.has('COMPLAINT'))
      ? [
          `The configuration set${configurationSet === undefined ? '' : ` ${configurationSet}`} publishes no bounces and complaints.`,
        ]
      : []),
    ...(standing.sendingEnabled ? [] : ['Sending is paused for this account.']),
    ...(['HEALTHY', 'not told'].includes(standing.enforcement)
      ? []
      : [`AWS has put the account under ${standing.enforcement}: answer that case first.`]),
  ];
}

export const suppressesBoth = ({ suppresses }: ApplicationFacts['standing']): boolean =>
  suppresses.includes('BOUNCE') && suppresses.includes('COMPLAINT');

export const eventsIn = (destinations: ApplicationFacts['destinations']): ReadonlySet<string> =>
  new Set((valueIn(destinations) ?? []).filter(({ enabled }) => enabled).flatMap(({ events }) => events));
