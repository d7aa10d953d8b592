import { valueIn } from '../../aws/fact.ts';
import type { Step } from '../../sender/failure/advice.ts';
import { hasTrait } from '../../sender/failure/reason.ts';
import { recipientWords } from '../../setup/words/recipient.ts';
import { shellWord } from '../../terminal/shell-word.ts';
import type { Facts, RegionFacts } from '../facts.ts';
import type { Guide } from '../guide.ts';
import { type Ended, lastOf } from '../tell/headline.ts';
import { stepsAfter } from './after-end.ts';
import { stepsForNobody } from './never-seen.ts';

/** What to do now, the most urgent first. */
export function nextSteps(facts: Facts, emails: readonly Ended[], guide: Guide): Step[] {
  const obstacles = facts.regions.flatMap((region) => obstaclesIn(region, facts, guide));
  const last = lastOf(emails);
  if (last === undefined) return [...obstacles, ...stepsForNobody(facts, guide)];
  const perhaps = emails.filter(({ email }) => email.whose === 'perhaps').length;
  const narrow =
    perhaps > 1 && facts.address !== undefined
      ? [
          {
            say: 'Ask them when they asked for it, and look at those minutes; of one email, --code-id shows all.',
            command: guide.command('explain', [
              '--to',
              shellWord(facts.address),
              '--since',
              'FROM_THEN',
              '--until',
              'UNTIL_THEN',
            ]),
          },
        ]
      : [];
  const { reason } = last.end;
  // The sandbox is then an obstacle already, with its own fix.
  const told =
    obstacles.length > 0 && reason !== undefined && reason !== 'none' && hasTrait(reason, 'sandbox-refusal');
  return [...obstacles, ...narrow, ...stepsAfter(last, facts, { ...guide, fixIsTold: told })];
}

/** What keeps the next email from the person as well. */
function obstaclesIn(
  { region, account, recipient }: RegionFacts,
  { address }: Facts,
  { command }: Guide,
): Step[] {
  if (!recipient) return [];
  // Where only a code is known, whose it is must not be shown.
  const about = { address: address ?? 'ADDRESS', region };
  const entry = valueIn(recipient.suppression);
  const lift = entry ? (recipientWords['recipient-suppressed']({ ...about, entry }).fix ?? []) : [];
  const suppressed = lift.map(({ say, ...rest }) => ({
    say: `SES in ${region} suppresses the address. ${say}`,
    ...rest,
  }));
  if (!refusesInSandbox({ account, recipient })) return suppressed;
  const [verify] = recipientWords['recipient-sandbox']({ ...about, verifiedBy: undefined }).fix ?? [];
  return [
    ...suppressed,
    {
      say: `SES in ${region} is in the sandbox and sends to nobody who is not verified. ${reviews[valueIn(account)?.review ?? ''] ?? 'For everybody: ask AWS for production access.'}`,
      command: command('request-production-access', ['--ses-region', region]),
    },
    ...(verify ? [verify] : []),
  ];
}

/** How a request for production access stands, where there is one. */
const reviews: Readonly<Record<string, string>> = {
  PENDING: 'Production access is asked for and under review; this shows how it stands.',
  DENIED: 'AWS has denied production access; this shows the support case, and what could be answered.',
};

/** Whether the sandbox keeps SES from sending to the person; not where that is not known. */
export function refusesInSandbox({
  account,
  recipient,
}: Pick<RegionFacts, 'account' | 'recipient'>): boolean {
  if (valueIn(account)?.productionAccess !== false || !recipient) return false;
  const { identity } = recipient;
  return identity.state === 'absent' || valueIn(identity)?.verified === false;
}
