import { isSlot, slotType } from '../sender/render/slots.ts';
import { carriedBy, type Stem, stems } from '../trigger-source.ts';
import { type Catalogue, units } from './catalogue.ts';
import type { Diagnostic } from './diagnostic.ts';

/** RFC 5322 section 2.1.1: a line should be no longer than 78 characters. */
const longestSubject = 78;
/** What a subject's slots are taken to be when it is measured: an app's name of 20 letters, a code of 8 digits. */
const measured: Readonly<Record<string, string>> = { appName: 'x'.repeat(20), code: '12345678' };

type Report = (diagnostic: Diagnostic) => void;

/** The slots of a text, in the order of the alphabet. */
export const slotsOf = (text: string): readonly string[] =>
  [...text.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, name = '']) => name.trim()).sort();

/** Checks a language's words against those of English: the same keys, the same slots in each. */
export function checkCatalogue(catalogue: Catalogue, english: Catalogue, report: Report): void {
  const { file, words, lineOf } = catalogue;
  const fail = (key: string, what: string, fix: string) =>
    report({ file, line: lineOf(key), what: `"${key}" ${what}`, fix });

  for (const [key, text] of english.words) {
    const translated = words.get(key);
    if (translated === undefined) {
      report({ file, what: `has no "${key}"`, fix: `Translate ${english.file}: ${JSON.stringify(text)}` });
    } else if (String(slotsOf(translated)) !== String(slotsOf(text))) {
      const wanted = slotsOf(text)
        .map((slot) => `{{${slot}}}`)
        .join(' and ');
      const found = slotsOf(translated)
        .map((slot) => `{{${slot}}}`)
        .join(' and ');
      fail(key, `holds ${found || 'no slot'}`, `English has ${wanted || 'none'} there; use the same.`);
    }
  }
  for (const key of words.keys()) {
    if (english.words.has(key)) continue;
    fail(key, 'is not a key', `${english.file} defines the keys: remove it, or add it there.`);
  }
  checkDurations(catalogue, fail);
  checkTexts(catalogue, fail);
  if (catalogue !== english) return;
  for (const key of stems.flatMap(subjectKeys)) {
    if (!words.has(key)) report({ file, what: `has no "${key}"`, fix: 'Every email needs its subject.' });
  }
}

function checkTexts({ words }: Catalogue, fail: (key: string, what: string, fix: string) => void): void {
  for (const [key, text] of words) {
    const name = key.slice(key.indexOf('.') + 1);
    for (const slot of slotsOf(text)) {
      const type = slotType(slot);
      if (!isSlot(slot) || (type !== 'text' && type !== 'identifier')) {
        fail(
          key,
          `holds the unknown slot {{${slot}}}`,
          'Words may hold {{appName}}, {{name}} and {{lifetime}}.',
        );
      } else if (slot === 'code' && name !== 'subjectWithCode') {
        fail(key, 'holds {{code}}', 'The code stands in the .mjml file only, so that it occurs once.');
      }
    }
    if (!name.startsWith('subject')) continue;
    const subject = text.replace(/\{\{(\w+)\}\}/g, (_, slot: string) => measured[slot] ?? '');
    if (subject.length > longestSubject) {
      const what = `makes a subject of ${subject.length} characters for an app's name of 20 letters`;
      fail(key, what, `Shorten it: ${longestSubject} are allowed.`);
    }
    if (name === 'subjectWithCode' && !text.includes('{{code}}')) {
      fail(key, 'has no {{code}}', 'It is the subject for those who want the code in it.');
    }
  }
}

function checkDurations(
  { durations, locale }: Catalogue,
  fail: (key: string, what: string, fix: string) => void,
): void {
  const wanted = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
  for (const unit of units) {
    const key = `durations.${unit}`;
    const forms = durations.get(unit) ?? new Map<string, string>();
    if (wanted.length !== forms.size || wanted.some((form) => !forms.has(form))) {
      const found = [...forms.keys()].join(', ') || 'none';
      fail(
        key,
        `has the plural forms ${found}`,
        `The language ${locale} needs exactly ${wanted.join(', ')}.`,
      );
    }
    for (const [form, text] of forms) {
      // "one day" and "two days" may be words alone; any other form stands for many numbers.
      const needsNumber = !['zero', 'one', 'two'].includes(form);
      const slots = slotsOf(text);
      if (slots.some((slot) => slot !== 'n') || slots.length > 1 || (needsNumber && slots.length === 0)) {
        fail(
          `${key}.${form}`,
          `is ${JSON.stringify(text)}`,
          'Write the number as {{n}}, once, and no other slot.',
        );
      }
    }
  }
  for (const unit of durations.keys()) {
    if (!units.some((known) => known === unit)) {
      fail(`durations.${unit}`, 'is not a unit', `The units are ${units.join(', ')}.`);
    }
  }
}

/** Keys that a stem's words need although no .mjml file names them. */
export const subjectKeys = (stem: Stem): readonly string[] =>
  carriedBy(stem) === 'code' ? [`${stem}.subject`, `${stem}.subjectWithCode`] : [`${stem}.subject`];
