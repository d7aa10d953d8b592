import { randomUUID } from 'node:crypto';
import { formatMailbox, type Mailbox } from '../../sender/mailbox.ts';
import type { Email } from '../../sender/render/content.ts';

/** Whom a message is from and to, and when. */
export interface Envelope {
  readonly from: Mailbox;
  readonly to: Mailbox;
  readonly replyTo?: Mailbox | undefined;
  readonly date: Date;
}

/**
 * An email as a message in MIME (RFC 5322, RFC 2046), with the headers that the sender gives it and those that SES adds
 * itself, so that a mail client can open it and a spam filter judge it.
 */
export function toMime({ subject, html, text }: Email, { from, to, replyTo, date }: Envelope): string {
  const boundary = 'parts-of-this-message';
  const headers = [
    `From: ${formatMailbox(from)}`,
    `To: ${formatMailbox(to)}`,
    ...(replyTo ? [`Reply-To: ${formatMailbox(replyTo)}`] : []),
    `Subject: ${encodeHeader(subject)}`,
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${date.getTime().toString(16).padStart(16, '0')}-${randomUUID()}-000000@eu-west-1.amazonses.com>`,
    'Auto-Submitted: auto-generated',
    'X-Auto-Response-Suppress: OOF, AutoReply',
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
  ];
  const parts = [part('text/plain', text), part('text/html', html)].map(
    (body) => `--${boundary}\r\n${body}\r\n`,
  );
  return `${headers.join('\r\n')}\r\n\r\n${parts.join('')}--${boundary}--\r\n`;
}

const part = (type: string, body: string): string =>
  [
    `Content-Type: ${type}; charset=UTF-8`,
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(body)
      .toString('base64')
      .replace(/.{76}(?=.)/g, '$&\r\n'),
  ].join('\r\n');

/** Words in RFC 2047's base64 where they are not ASCII, each a whole number of characters in at most 75. */
function encodeHeader(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return (text.match(/.{1,11}/gsu) ?? [])
    .map((piece) => `=?UTF-8?B?${Buffer.from(piece).toString('base64')}?=`)
    .join('\r\n ');
}
