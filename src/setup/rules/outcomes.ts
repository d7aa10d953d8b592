import { valueIn } from '../../aws/fact.ts';
import type { Facts } from '../facts/facts.ts';
import type { ReasonCount } from '../facts/lambda/outcome-lines.ts';
import { judge, type Verdict, verdict } from '../verdict.ts';

/** What became of the last day's events. */
export function outcomeRules({ outcomes, installation }: Facts): readonly Verdict[] {
  if (outcomes === undefined) return [];
  const subject = `outcomes, ${installation.functionArn?.split(':')[6] ?? 'the function'}`;
  const accepted = valueIn(outcomes.counts)?.accepted;
  return [
    ...judge(
      outcomes.notAccepted,
      { id: 'outcomes', subject, what: 'What became of the last day’s events' },
      {
        // No log group yet: it has never run.
        absent: () => [
          verdict('outcomes', 'ok', { subject, accepted, reasons: [], newest: undefined, whole: true }),
        ],
        known: (reasons) => [
          verdict('outcomes', levelOf(reasons, accepted), {
            subject,
            accepted,
            reasons,
            whole: outcomes.whole,
            newest: reasons
              .map(({ last }) => last)
              .sort()
              .at(-1),
          }),
        ],
      },
    ),
    ...judge(
      outcomes.counts,
      { id: 'lost-events', subject, what: 'Whether events were given up' },
      {
        known: ({ dropped, lost }) => [
          verdict('lost-events', lost > 0 ? 'problem' : dropped > 0 ? 'warning' : 'ok', {
            subject,
            dropped,
            lost,
          }),
        ],
      },
    ),
  ];
}

/** Where nothing was accepted and something was not, nothing works; skipped is on purpose. */
function levelOf(
  reasons: readonly ReasonCount[],
  accepted: number | undefined,
): 'ok' | 'warning' | 'problem' {
  const failed = reasons.some(({ status }) => status === 'undeliverable' || status === 'deferred');
  if (!failed) return 'ok';
  return accepted === 0 ? 'problem' : 'warning';
}
