import { self } from '../../cli/self.ts';
import type { Words } from '../finding.ts';

const reviews: ReadonlyMap<string, string> = new Map([
  ['PENDING', ' A request for production access is under review.'],
  ['FAILED', ' A request for production access could not be made; it has to be made again.'],
  ['DENIED', ' AWS has denied a request for production access.'],
]);

export const accountWords = {
  account: (): Words => ({ found: 'SES says how the account stands.' }),

  'production-access': ({
    region,
    granted,
    review,
  }: {
    region: string;
    granted: boolean;
    review: string | undefined;
  }): Words =>
    granted
      ? { found: 'SES has production access: it sends to anybody.' }
      : {
          found: `SES is in the sandbox.${reviews.get(review ?? '') ?? ''}`,
          why: 'It takes mail for verified recipients only, 200 a day. Ordinary users get no codes.',
          fix:
            review === 'PENDING'
              ? [
                  {
                    say: 'Wait for AWS, which takes a day or more; answer if the support case asks something.',
                  },
                ]
              : review === 'DENIED'
                ? [
                    {
                      say: 'Answer in the AWS Support case that denied it; this shows the case and writes what to answer.',
                      command: `${self} request-production-access --ses-region ${region}`,
                    },
                  ]
                : [
                    {
                      say: 'Ask for production access; a review takes a day or more.',
                      command: `${self} request-production-access --ses-region ${region}`,
                    },
                  ],
        },

  'sending-enabled': ({ region, enabled }: { region: string; enabled: boolean }): Words =>
    enabled
      ? { found: 'Sending is on.' }
      : {
          found: 'Sending is paused for the whole account.',
          why: 'SES refuses every email of this account in this Region.',
          fix: [
            {
              say: 'If somebody here paused it, turn it on. If AWS did, answer the open AWS Support case first.',
              command: `aws sesv2 put-account-sending-attributes --sending-enabled --region ${region}`,
            },
          ],
        },

  reputation: ({ status }: { region: string; status: string }): Words =>
    status === 'HEALTHY'
      ? { found: 'The reputation is healthy.' }
      : {
          found: `AWS says of the account's reputation: ${status}.`,
          why:
            status === 'SHUTDOWN'
              ? 'SES sends nothing for this account.'
              : 'If bounces or complaints do not fall, AWS stops all sending.',
          fix: [
            {
              say: 'Answer the open AWS Support case; see which addresses bounce in the configuration set’s events, and stop sign-ups with made-up addresses.',
            },
          ],
        },

  'daily-quota': ({
    region,
    perDay,
    sentToday,
  }: {
    region: string;
    perDay: number;
    sentToday: number;
    perSecond: number;
  }): Words => {
    if (perDay < 0) return { found: `${sentToday} emails were sent in 24 hours; there is no daily limit.` };
    const found = `${sentToday} of ${perDay} emails were sent in 24 hours.`;
    return sentToday < perDay * 0.8
      ? { found }
      : {
          found,
          why: 'Above the limit SES refuses every email until a day has passed.',
          fix: [
            {
              say: 'Ask for a higher sending quota.',
              command: `aws service-quotas request-service-quota-increase --service-code ses --quota-code L-804C8AE8 --desired-value ${perDay * 2} --region ${region}`,
            },
          ],
        };
  },

  'pricing-plan': ({ plan }: { plan: string | undefined }): Words => ({
    found: plan === undefined ? 'SES names no pricing plan.' : `The pricing plan is ${plan}.`,
  }),
};
