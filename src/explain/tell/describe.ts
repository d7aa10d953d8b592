import { valueIn } from '../../aws/fact.ts';
import { stem } from '../../trigger-source.ts';
import { momentsOf } from './moments.ts';
import type { Explanation } from './show.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

/** The explanation for a program. Of addresses it holds the one that was typed. */
export function describe({ facts, emails, headline, steps, titleOf }: Explanation): object {
  const { address, codeId, period, regions, users, traced, outcomes, queue, gaps } = facts;
  return {
    ...(address !== undefined && { to: address }),
    ...(codeId !== undefined && { codeId }),
    since: iso(period.from),
    until: iso(period.to),
    found: headline.text,
    emails: emails.map(({ email, end }) => ({
      ...(email.id !== undefined && { [email.id.includes('-') ? 'eventId' : 'codeId']: email.id }),
      ...(email.triggerSource && { trigger: stem(email.triggerSource) }),
      ...(email.userPoolId !== undefined && { userPoolId: email.userPoolId }),
      whose: email.whose,
      state: end.state,
      ...(end.reason && { reason: end.reason }),
      ...(end.sesRegion !== undefined && { sesRegion: end.sesRegion }),
      ...(end.fate && { fate: end.fate }),
      ...(end.expiresAt !== undefined && { expiresAt: iso(end.expiresAt) }),
      sesMessageIds: email.lines.flatMap(({ sesMessageId }) => sesMessageId ?? []),
      timeline: momentsOf(email, titleOf).map(({ at, text }) => ({ at: iso(at), what: text })),
    })),
    othersEmails: traced.others,
    addresslessEvents: valueIn(outcomes)?.nobodys.length ?? 0,
    regions: regions.map(({ region, account, recipient }) => {
      const suppression = valueIn(recipient?.suppression);
      return {
        region,
        sandbox: valueIn(account) ? !valueIn(account)?.productionAccess : null,
        suppressed: recipient
          ? recipient.suppression.state === 'absent'
            ? false
            : suppression
              ? true
              : null
          : null,
        ...(suppression && {
          suppressedFor: suppression.reason,
          suppressedSince: suppression.since.toISOString(),
        }),
        ...(recipient?.identity.state === 'known' && { verified: recipient.identity.value.verified }),
      };
    }),
    users: users.flatMap(({ userPoolId, users: found }) =>
      (valueIn(found) ?? []).map(({ status, enabled, emailVerified }) => ({
        userPoolId,
        status,
        enabled,
        emailVerified,
      })),
    ),
    hiddenRecords: valueIn(queue)?.depth.hidden ?? null,
    unknown: gaps.map(({ what, why }) => ({ what, why })),
    next: steps,
  };
}
