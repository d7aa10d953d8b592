import type { SendingRegion } from '../facts/facts.ts';
import { judge, type Verdict, verdict } from '../verdict.ts';

/** Of these the DNS rules speak. */
const aboutDns = new Set(['DKIM', 'SPF', 'DMARC']);

/** What SES recommends by itself, as far as it is about what is sent from here. */
export function recommendationRules({ region, recommendations, senders }: SendingRegion): readonly Verdict[] {
  const subject = `SES recommendations, ${region}`;
  return judge(
    recommendations,
    { id: 'recommendations', subject, what: 'What SES recommends' },
    {
      known: (all) => {
        const open = all.filter(
          ({ type, about }) =>
            !aboutDns.has(type) && senders.some(({ domain }) => about.endsWith(`identity/${domain}`)),
        );
        const level = open.some(({ impact }) => impact === 'HIGH') ? 'warning' : 'ok';
        return [verdict('recommendations', level, { subject, region, open })];
      },
    },
  );
}
