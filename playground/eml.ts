import type { ReceivedEmail } from './mailbox.ts';

/** An email as the file that mail programs open: RFC 5322, both parts in base64. Lines end in CR LF. */
export function emlOf(email: ReceivedEmail): string {
  const boundary = `part-${email.id}`;
  const headers: readonly (readonly [string, string])[] = [
    ['From', oneLine(email.from)],
    ['To', oneLine(email.to.join(', '))],
    ...(email.replyTo.length > 0 ? [['Reply-To', oneLine(email.replyTo.join(', '))] as const] : []),
    ['Subject', encodedWord(oneLine(email.subject))],
    ['Date', new Date(email.at).toUTCString().replace('GMT', '+0000')],
    ['Message-ID', `<${email.id}@${email.region}.amazonses.com>`],
    ...email.headers.map(({ Name, Value }) => [oneLine(Name), oneLine(Value)] as const),
    ['MIME-Version', '1.0'],
    ['Content-Type', `multipart/alternative; boundary="${boundary}"`],
  ];
  const part = (type: string, body: string): readonly string[] => [
    `--${boundary}`,
    `Content-Type: ${type}; charset=utf-8`,
    'Content-Transfer-Encoding: base64',
    '',
    ...(Buffer.from(body)
      .toString('base64')
      .match(/.{1,76}/g) ?? []),
  ];
  return [
    ...headers.map(([name, value]) => `${name}: ${value}`),
    '',
    ...part('text/plain', email.text),
    ...part('text/html', email.html),
    `--${boundary}--`,
    '',
  ].join('\r\n');
}

const oneLine = (text: string): string => text.replaceAll(/[\r\n]+/g, ' ');

/** RFC 2047: a word holds up to 75 characters, so up to 45 bytes of what it says, and no half of a character. */
function encodedWord(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const words: string[] = [''];
  for (const character of text) {
    const longer = `${words.at(-1)}${character}`;
    if (Buffer.byteLength(longer) > 45) words.push(character);
    else words[words.length - 1] = longer;
  }
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join('\r\n ');
}
