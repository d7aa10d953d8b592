import { longestSubject, shortestName } from '../../sender/render/shorten-name.ts';
import { isSlot, sectionOf, slotType } from '../../sender/render/slots.ts';
import { carriedBy, type Stem, stems } from '../../trigger-source.ts';
import type { Catalogue } from '../catalogue.ts';
import type { Reporting } from '../diagnostic.ts';

/** What a subject's slots are taken to be when it is measured: as much of a name as is always left, a code of 8 digits. */
const measured: Readonly<Record<string, string>> = { appName: 'x'.repeat(shortestName), code: '12345678' };

/** Of a heading, which is the title that screen readers announce. */
const longestTitle = 70;

/** Texts that values are put together with, and the slots that each has. */
const patternSlots: ReadonlyMap<string, readonly string[]> = new Map([
  ['patterns.lifetimeUntil', ['lifetime', 'until']],
  ['patterns.place', ['city', 'country']],
]);

/** Texts that may hold the code. They are shown only where CODE_SHOWN_IN says so. */
export const mayHoldCode = (key: string): boolean =>
  key === 'common.preheaderWithCode' || key.endsWith('.subjectWithCode');

interface Checked extends Reporting {
  /** The English texts that those of the catalogue translate. */
  readonly english: Catalogue;
}

/** The slots of a text, in the order of the alphabet. */
export const slotsOf = (text: string): readonly string[] =>
  [...text.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, name = '']) => name.trim()).sort();

export const bracesFix = 'A slot is written {{appName}}, with two braces on each side.';

/**
 * What a text has of braces that are no slot: one too few or too many.
 *
 * @returns Undefined when all are right.
 */
export const oddBraces = (text: string): string | undefined =>
  text.match(/\{{3,}[^{}]*\}*|\{\{[^{}]*\}{3,}/)?.[0] ??
  text.replace(/\{\{[^{}]*\}\}/g, ' ').match(/[{}]+[^\s{}]*\}*/)?.[0];

/** Checks that a language has every key that English has, and English those that no .mjml file names. */
export function checkComplete(catalogue: Catalogue, { english, report }: Checked): void {
  const { file, words } = catalogue;
  for (const [key, text] of english.words) {
    if (words.has(key)) continue;
    report({ file, what: `has no "${key}"`, fix: `Translate ${english.file}: ${JSON.stringify(text)}` });
  }
  if (catalogue !== english) return;
  for (const key of [...stems.flatMap(subjectKeys), ...patternSlots.keys()]) {
    if (!words.has(key)) report({ file, what: `has no "${key}"`, fix: 'Every email needs it.' });
  }
}

/** Checks the texts of one catalogue: each holds the slots that English has there, and is as long as it may be. */
export function checkTexts(catalogue: Catalogue, { english, report }: Checked): void {
  for (const [key, text] of catalogue.words) {
    let failed = false;
    const fail = (what: string, fix: string) => {
      failed = true;
      report({ ...catalogue.at(key), what: `"${key}" ${what}`, fix });
    };
    checkSlots(text, { key, fail });
    checkLength(text, { key, fail });
    // A slot that may stand nowhere among words is not one that English lacks.
    if (failed) continue;
    const reference = english.words.get(key);
    // A language greets by the given name or the whole one, as it likes.
    const kinds = (of: string) => String(slotsOf(of).map(sectionOf).sort());
    if (reference !== undefined && kinds(text) !== kinds(reference)) {
      const list = (of: string) =>
        slotsOf(of)
          .map((slot) => `{{${slot}}}`)
          .join(' and ');
      fail(
        `holds ${list(text) || 'no slot'}`,
        `English has ${list(reference) || 'none'} there; use the same.`,
      );
    }
  }
}

interface CheckedText {
  readonly key: string;
  readonly fail: (what: string, fix: string) => void;
}

function checkSlots(text: string, { key, fail }: CheckedText): void {
  const odd = oddBraces(text);
  if (odd !== undefined) {
    fail(`holds ${JSON.stringify(odd)}`, bracesFix);
    return;
  }
  const ofPattern = patternSlots.get(key);
  if (ofPattern) {
    if (String(slotsOf(text)) === String(ofPattern)) return;
    fail(`holds ${JSON.stringify(text)}`, `It needs {{${ofPattern.join('}} and {{')}}}, each once.`);
    return;
  }
  for (const slot of slotsOf(text)) {
    const type = slotType(slot);
    if (!isSlot(slot) || (type !== 'text' && type !== 'identifier')) {
      fail(`holds the unknown slot {{${slot}}}`, 'Words may hold {{appName}}, {{name}} and {{lifetime}}.');
    } else if (slot === 'code' && !mayHoldCode(key)) {
      fail('holds {{code}}', 'The code stands in the .mjml file only, so that it occurs once.');
    }
  }
  if (mayHoldCode(key) && text.split('{{code}}').length !== 2) {
    fail('needs {{code}} once', 'It is for those who want the code there.');
  }
}

function checkLength(text: string, { key, fail }: CheckedText): void {
  const isSubject = /\.subject(?:WithCode)?$/.test(key);
  if (!isSubject && !key.endsWith('.heading')) return;
  const { length } = text.replace(/\{\{(\w+)\}\}/g, (_, slot: string) => measured[slot] ?? '');
  if (isSubject && length > longestSubject) {
    const what = `makes a subject of ${length} characters for an app's name of ${shortestName} letters`;
    fail(what, `Shorten it: ${longestSubject} are allowed.`);
  } else if (!isSubject && length > longestTitle) {
    fail(`makes a title of ${length} characters`, `Shorten it: ${longestTitle} are allowed.`);
  }
}

/** Keys that a stem's words need although no .mjml file names them. */
export const subjectKeys = (stem: Stem): readonly string[] =>
  carriedBy(stem) === 'code' ? [`${stem}.subject`, `${stem}.subjectWithCode`] : [`${stem}.subject`];
