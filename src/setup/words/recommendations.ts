import type { Words } from '../finding.ts';

export const recommendationWords = {
  recommendations: ({
    region,
    open,
  }: {
    region: string;
    open: readonly { type: string; impact: string; description: string }[];
  }): Words =>
    open.length === 0
      ? { found: 'SES recommends nothing more.' }
      : {
          found: `SES recommends: ${open.map(({ type, description }) => `${type}: ${description.replace(/\.$/, '')}`).join('; ')}.`,
          why: 'These are AWS’s own findings about your mail’s reputation.',
          fix: [
            {
              say: 'Read them in full.',
              command: `aws sesv2 list-recommendations --filter STATUS=OPEN --region ${region}`,
            },
          ],
        },
};
