import { self } from '../../cli/self.ts';
import { shellWord } from '../../terminal/shell-word.ts';
import type { Words } from '../finding.ts';

interface About {
  readonly address: string;
  readonly region: string;
}

export const recipientWords = {
  'recipient-allowed': ({
    limited,
    isAllowed,
  }: {
    address: string;
    limited: boolean;
    isAllowed: boolean;
  }): Words => {
    if (isAllowed)
      return {
        found: limited
          ? 'The sender’s settings allow this address.'
          : 'The sender’s settings allow any address.',
      };
    return {
      found: 'The sender’s settings do not allow this address (ALLOWED_RECIPIENTS).',
      why: 'Every email to it is skipped on purpose.',
      fix: [
        {
          say: 'Deploy with the address, or its domain, among AllowedRecipients; or with none, which allows all.',
        },
      ],
    };
  },

  'recipient-sandbox': ({
    address,
    region,
    verifiedBy,
  }: About & { verifiedBy: string | undefined }): Words =>
    verifiedBy === undefined
      ? {
          found: 'SES is in the sandbox, and neither this address nor its domain is verified.',
          why: 'SES refuses every email to it.',
          fix: [
            {
              say: 'To let this one person receive mail, verify the address; they are sent a link.',
              command: `aws sesv2 create-email-identity --email-identity ${shellWord(address)} --region ${region}`,
            },
            {
              say: 'For everybody: production access.',
              command: `${self} request-production-access --ses-region ${region}`,
            },
          ],
        }
      : { found: `SES is in the sandbox and sends to it: ${verifiedBy} is verified.` },

  'recipient-suppressed': ({
    address,
    region,
    entry,
  }: About & { entry: { reason: string; since: Date } | undefined }): Words =>
    entry === undefined
      ? { found: 'SES does not suppress it.' }
      : {
          found: `SES suppresses it since ${entry.since.toISOString().slice(0, 10)}: ${entry.reason === 'COMPLAINT' ? 'somebody called an email spam' : 'an email bounced'}.`,
          why: 'SES accepts every email to it and sends none; the sender’s log says “accepted”.',
          fix: [
            {
              say:
                entry.reason === 'COMPLAINT'
                  ? 'Ask the person first: they, or their provider, called it spam. Then lift it.'
                  : 'If the mailbox exists again, lift it.',
              command: `aws sesv2 delete-suppressed-destination --email-address ${shellWord(address)} --region ${region}`,
            },
          ],
        },
};
