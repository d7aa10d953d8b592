import { valueIn } from '../../aws/fact.ts';
import type { Facts } from '../facts/facts.ts';
import type { Recipient } from '../facts/ses/recipient.ts';
import { judge, type Verdict, verdict } from '../verdict.ts';

/** Why one person gets nothing. */
export function recipientRules(facts: Facts): readonly Verdict[] {
  const [first] = facts.recipients;
  if (first === undefined) return [];
  const { address } = first;
  const allowed = (facts.installation.environment['ALLOWED_RECIPIENTS'] ?? '')
    .split(',')
    .map((item) => item.trim().toLowerCase())
    .filter(Boolean);
  const isAllowed =
    allowed.length === 0 ||
    allowed.some((item) => item === address.toLowerCase() || item === domainOf(address));
  return [
    verdict('recipient-allowed', isAllowed ? 'ok' : 'problem', {
      subject: `recipient ${address}`,
      address,
      limited: allowed.length > 0,
      isAllowed,
    }),
    ...facts.recipients.flatMap((recipient) => rulesIn(recipient, facts)),
  ];
}

function rulesIn(
  { address, region, identity, suppression }: Recipient,
  { regions }: Facts,
): readonly Verdict[] {
  const subject = `recipient ${address}, ${region}`;
  const about = { subject, address, region };
  const here = regions.find((sendingRegion) => sendingRegion.region === region);
  const level = here?.preferred === false ? 'warning' : 'problem';
  const sandbox = valueIn(here?.account)?.productionAccess === false;
  return [
    ...(sandbox
      ? judge(
          identity,
          { id: 'recipient-sandbox', subject, what: 'Whether the sandbox lets SES send to this address' },
          {
            absent: () => [verdict('recipient-sandbox', level, { ...about, verifiedBy: undefined })],
            known: ({ name, verified }) => [
              verdict('recipient-sandbox', verified ? 'ok' : level, {
                ...about,
                verifiedBy: verified ? name : undefined,
              }),
            ],
          },
        )
      : []),
    ...judge(
      suppression,
      { id: 'recipient-suppressed', subject, what: 'Whether SES suppresses this address' },
      {
        absent: () => [verdict('recipient-suppressed', 'ok', { ...about, entry: undefined })],
        known: (entry) => [verdict('recipient-suppressed', level, { ...about, entry })],
      },
    ),
  ];
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();
