import { type Stem, stem, triggerSources } from '../../trigger-source.ts';

/** Where a code shows besides the body: nowhere, in the preheader, or in the subject. */
export const codePlaces = ['body', 'preview', 'subject'] as const;
export type CodePlace = (typeof codePlaces)[number];
export type CodeShownIn = Readonly<Record<Stem, CodePlace>>;

/**
 * Emails whose code does nothing but prove the address it goes to. Nobody has proven that address yet, so that they
 * hold no text of a stranger's (a name), and a thief of a locked phone can do nothing with their code.
 */
const provesAddress: ReadonlySet<Stem> = new Set([
  'sign-up',
  'resend-code',
  'update-user-attribute',
  'verify-user-attribute',
]);

/** Emails without a code that may be shown anywhere else: a temporary password belongs in the body, a warning has none. */
const bodyOnly: ReadonlySet<Stem> = new Set(['admin-create-user', 'account-take-over-notification']);

export const mayGreetByName = (stem: Stem): boolean => !provesAddress.has(stem);

const stems = triggerSources.map(stem);

/** The preheader for codes that only prove an address, the body alone for those that open an account. */
export const defaultCodeShownIn = mapStems((stem) => (provesAddress.has(stem) ? 'preview' : 'body'));

/**
 * Reads where codes show: `body`, `preview` or `subject` for every email that has a code, `<stem>=<place>` for one,
 * several separated by commas. What is not said stays as it is by default.
 *
 * @returns Undefined for anything else, and for an email whose code may not be shown elsewhere.
 */
export function readCodeShownIn(text: string): CodeShownIn | undefined {
  let general: CodePlace | undefined;
  const named = new Map<Stem, CodePlace>();
  for (const item of text.split(',')) {
    const [left = '', right, more] = item.split('=').map((part) => part.trim());
    const place = codePlaces.find((known) => known === (right ?? left));
    if (place === undefined || more !== undefined) return undefined;
    if (right === undefined) {
      general = place;
      continue;
    }
    const stem = stems.find((known) => known === left && !bodyOnly.has(known));
    if (stem === undefined) return undefined;
    named.set(stem, place);
  }
  return mapStems(
    (stem) => named.get(stem) ?? ((!bodyOnly.has(stem) && general) || defaultCodeShownIn[stem]),
  );
}

function mapStems(placeOf: (stem: Stem) => CodePlace): CodeShownIn {
  return Object.fromEntries(triggerSources.map((source) => [stem(source), placeOf(stem(source))])) as Record<
    Stem,
    CodePlace
  >;
}
