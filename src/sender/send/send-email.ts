import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Brand } from '../brand.ts';
import { formatMailbox } from '../mailbox.ts';
import type { Email } from '../render/content.ts';

/** A rendered email on its way to one recipient. */
export interface OutgoingEmail {
  readonly to: string;
  readonly brand: Brand;
  readonly content: Email;
  /** Unique for each email; keeps mail readers from folding two codes into one conversation. */
  readonly reference: string;
  /** Become SES message tags: never an address or anything that names a user. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Hands an email to SES in one Region.
 *
 * @returns SES's message id.
 * @throws SES's own error, or what the SDK makes of an answer that is none.
 */
export async function sendEmail(
  ses: SESv2Client,
  { to, brand, content, reference, tags }: OutgoingEmail,
  { abortSignal }: { readonly abortSignal: AbortSignal },
): Promise<string> {
  const command = new SendEmailCommand({
    FromEmailAddress: formatMailbox(brand.from),
    ...(brand.replyTo && { ReplyToAddresses: [formatMailbox(brand.replyTo)] }),
    Destination: { ToAddresses: [to] },
    ConfigurationSetName: brand.configurationSet,
    EmailTags: Object.entries(tags).map(([Name, value]) => ({ Name, Value: tagValue(value) })),
    Content: {
      Simple: {
        Subject: { Data: content.subject, Charset: 'UTF-8' },
        Body: {
          Html: { Data: content.html, Charset: 'UTF-8' },
          Text: { Data: content.text, Charset: 'UTF-8' },
        },
        Headers: [
          // RFC 3834: no out-of-office reply should answer this.
          { Name: 'Auto-Submitted', Value: 'auto-generated' },
          // Exchange's own switch (MS-OXCMAIL 2.1.3.2.20). Not "All", which would suppress reports of non-delivery too.
          { Name: 'X-Auto-Response-Suppress', Value: 'OOF, AutoReply' },
          { Name: 'X-Entity-Ref-ID', Value: reference },
        ],
      },
    },
    // Tracking rewrites links and adds a pixel: neither belongs in mail that people are told to distrust.
    ConfigurationOverrides: {
      Tracking: { OpenTrackingEnabled: 'DISABLED', ClickTrackingEnabled: 'DISABLED' },
    },
  });
  const { MessageId } = await ses.send(command, { abortSignal });
  // An answer without an id is no acceptance, whatever its status was.
  if (!MessageId) throw new SyntaxError('SES answered SendEmail without a MessageId');
  return MessageId;
}

/** SES takes 1 to 255 of A-Z a-z 0-9 _ - as a message tag's value. AWS docs: SES API v2, MessageTag. */
export const tagValue = (text: string): string => text.replace(/[^A-Za-z0-9_-]/gu, '_').slice(0, 255) || '_';
