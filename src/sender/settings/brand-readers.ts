import { isRecord } from '../../is-record.ts';
/** Readers of a brand's members: they answer undefined to what they cannot take. */
import { noClientId } from '../brand.ts';
import { readOwnAddress } from '../mailbox.ts';
import { plausibleUrl } from '../render/plausible.ts';

/** The client id that stands for every app client that no brand lists. */
export const anyClientId = '*';

export const wantedClientIds = `a list of app client ids, of ${noClientId} for what administrators cause, or of "*" for all others`;
export const wantedLinks =
  'an object of links by email, such as {"sign-up":"https://app.example.com/?code={code}"}';

export const readClientIds = (value: unknown): readonly string[] | undefined =>
  // AWS docs: ClientIdType is 1 to 128 of [\w+].
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((id) => typeof id === 'string' && (id === anyClientId || /^[\w+]{1,128}$/.test(id)))
    ? value
    : undefined;

export function readSupportUrl(value: string): string | undefined {
  const address = value.startsWith('mailto:') ? readOwnAddress(value.slice('mailto:'.length)) : undefined;
  return address === undefined ? plausibleUrl(value) : `mailto:${address}`;
}

/** @returns A reader of a text, for one that takes anything. */
export const text =
  <T>(read: (value: string) => T | undefined) =>
  (value: unknown): T | undefined =>
    typeof value === 'string' ? read(value) : undefined;

export const asRecord = (value: unknown) => (isRecord(value) ? value : undefined);
