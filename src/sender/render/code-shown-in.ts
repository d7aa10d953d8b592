import { carriedBy, isAddressProven, type Stem, stems } from '../../trigger-source.ts';

/** Where a code shows besides the body: nowhere, in the preheader, or in the subject. */
export const codePlaces = ['body', 'preview', 'subject'] as const;
export type CodePlace = (typeof codePlaces)[number];
export type CodeShownIn = Readonly<Record<Stem, CodePlace>>;

/**
 * A code that only shows whose an address is may be read on a locked phone: its thief can do nothing with it. Those
 * that open an account stay in the body.
 */
export const defaultCodeShownIn = mapStems((stem) =>
  carriedBy(stem) === 'code' && !isAddressProven(stem) ? 'preview' : 'body',
);

/**
 * Reads where codes show: `body`, `preview` or `subject` for every email that has a code, `<stem>=<place>` for one,
 * several separated by commas. What is not said stays as it is by default.
 *
 * @returns Undefined for anything else, for two places of the same codes, and for an email without a code: a temporary password stays in the body.
 */
export function readCodeShownIn(text: string): CodeShownIn | undefined {
  let general: CodePlace | undefined;
  const named = new Map<Stem, CodePlace>();
  for (const item of text.split(',')) {
    const [left = '', right, more] = item.split('=').map((part) => part.trim());
    const place = codePlaces.find((known) => known === (right ?? left));
    if (place === undefined || more !== undefined) return undefined;
    if (right === undefined) {
      if (general !== undefined) return undefined;
      general = place;
      continue;
    }
    const stem = stems.find((known) => known === left && carriedBy(known) === 'code');
    if (stem === undefined || named.has(stem)) return undefined;
    named.set(stem, place);
  }
  return mapStems(
    (stem) =>
      named.get(stem) ?? (carriedBy(stem) === 'code' ? general : undefined) ?? defaultCodeShownIn[stem],
  );
}

function mapStems(placeOf: (stem: Stem) => CodePlace): CodeShownIn {
  return Object.fromEntries(stems.map((stem) => [stem, placeOf(stem)])) as Record<Stem, CodePlace>;
}
