import type { SendingRegion } from '../facts/facts.ts';
import type { SesAccount } from '../facts/ses/account.ts';
import { judge, type Verdict, verdict } from '../verdict.ts';

/** AWS's own advice is to leave room for a busy day; from here on it is time to ask for more. */
const nearlyUsed = 0.8;

export function accountRules({ region, account, preferred }: SendingRegion): readonly Verdict[] {
  const subject = `SES account, ${region}`;
  return judge(
    account,
    { id: 'account', subject, what: 'Whether SES may send, and to whom,' },
    {
      known: (ses) => [
        // A spare Region in the sandbox saves nobody, but nobody waits for it either.
        verdict('production-access', ses.productionAccess ? 'ok' : preferred ? 'problem' : 'warning', {
          subject,
          region,
          granted: ses.productionAccess,
          review: ses.review,
        }),
        verdict('sending-enabled', ses.sendingEnabled ? 'ok' : 'problem', {
          subject,
          region,
          enabled: ses.sendingEnabled,
        }),
        verdict('reputation', levels.get(ses.enforcement) ?? 'warning', {
          subject,
          region,
          status: ses.enforcement,
        }),
        verdict('daily-quota', quotaLevel(ses), { subject, region, ...ses.quota }),
        verdict('pricing-plan', 'ok', { subject, plan: ses.plan }),
      ],
    },
  );
}

const levels: ReadonlyMap<string, 'ok' | 'warning' | 'problem'> = new Map([
  ['HEALTHY', 'ok'],
  ['PROBATION', 'warning'],
  ['SHUTDOWN', 'problem'],
]);

function quotaLevel({ quota: { perDay, sentToday } }: SesAccount): 'ok' | 'warning' | 'problem' {
  if (perDay < 0 || sentToday < perDay * nearlyUsed) return 'ok';
  return sentToday < perDay ? 'warning' : 'problem';
}
