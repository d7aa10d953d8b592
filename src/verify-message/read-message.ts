import { readFileSync } from 'node:fs';
import { Mistake } from '../mistake.ts';

/** A header field, its lines joined. */
export interface Header {
  /** Lower-case. */
  readonly name: string;
  readonly value: string;
}

export interface Message {
  /** As it was received, byte for byte: a signature is about bytes. */
  readonly raw: Buffer;
  /** Topmost first. */
  readonly headers: readonly Header[];
}

/** @throws {Mistake} for a file that holds no mail. */
export function readMessage(file: string): Message {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new Mistake(`${file} cannot be read.`, 'Name a mail that was saved as .eml.', { cause: error });
  }
  // The signature of OLE files, which .msg files are.
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0') {
    throw new Mistake(
      `${file} is an Outlook .msg file, in which the mail is not as it was received.`,
      'Save it as .eml, or copy its source (“view message source”) into a file.',
    );
  }
  const raw = withoutEnvelopeLine(bytes);
  const headers = headersOf(raw);
  if (headers.some(({ name }) => name === 'from')) return { raw, headers };
  throw new Mistake(
    `${file} is no mail: it has no From header.`,
    'Save the mail with all its headers (“show original”, “save as .eml”).',
  );
}

/** Mailbox files begin a mail with a line `From someone date`. */
function withoutEnvelopeLine(bytes: Buffer): Buffer {
  if (bytes.subarray(0, 5).toString('latin1') !== 'From ') return bytes;
  const end = bytes.indexOf('\n');
  return end < 0 ? bytes : bytes.subarray(end + 1);
}

function headersOf(raw: Buffer): Header[] {
  const end = raw.toString('latin1').search(/\r?\n\r?\n/);
  const text = raw.subarray(0, end < 0 ? raw.length : end).toString('utf8');
  return text
    .replaceAll(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .flatMap((line) => {
      const [, name, value] = line.match(/^([!-9;-~]+)[ \t]*:[ \t]*(.*)$/) ?? [];
      return name === undefined ? [] : [{ name: name.toLowerCase(), value: value ?? '' }];
    });
}
