import type { Source, Sources } from '../sources.ts';

/** Longer than English, with accents; and the same from right to left. CLDR keeps these tags for the purpose. */
const tags = ['en-XA', 'ar-XB'] as const;

const accented = new Map(
  [...'aceilnorsuyACEILNORSUY'].map((letter, index) => [letter, [...'àçéîļñöŕšûýÀÇÉÎĻÑÖŔŠÛÝ'][index]]),
);

/**
 * Adds languages that nobody speaks: English that is 40 % longer and shows where a text was cut, did not come from the
 * catalogues or cannot be mirrored.
 */
export function withPseudoLanguages(sources: Sources): Sources {
  const english = sources.get('locales/en.json');
  if (!english) return sources;
  try {
    const made = tags.map((tag) => [`locales/${tag}.json`, pseudo(english, tag)] as const);
    return new Map([...sources, ...made]);
  } catch {
    // What is wrong with English is said by those who read it.
    return sources;
  }
}

function pseudo({ source }: Source, tag: string): Source {
  const { durations, ...sections } = JSON.parse(source) as Record<string, Record<string, unknown>>;
  const forms = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
  const units = Object.entries(durations ?? {}).map(([unit, english]) => {
    const { other } = english as Record<string, string>;
    return [unit, Object.fromEntries(forms.map((form) => [form, longer(other ?? '')]))] as const;
  });
  const words = Object.entries(sections).map(([section, texts]) => {
    const longerTexts = Object.entries(texts).map(([key, text]) => [
      key,
      // A subject may have 78 characters, which 40 % more than ours would not keep to.
      key.startsWith('subject') || section === 'patterns' || key === 'colon'
        ? accentedText(String(text))
        : longer(String(text)),
    ]);
    return [section, Object.fromEntries(longerTexts)] as const;
  });
  const catalogue = { ...Object.fromEntries(words), durations: Object.fromEntries(units) };
  return { file: `pseudo/${tag}.json`, source: JSON.stringify(catalogue) };
}

const longer = (text: string): string => {
  const length = Math.ceil(text.replace(/\{\{\w+\}\}/g, '').length * 0.4);
  return `${accentedText(text)} ${'lorem ipsum dolor '
    .repeat(length)
    .slice(0, Math.max(0, length - 1))
    .trim()}`.trim();
};

/** Letters get accents, slots stay. */
const accentedText = (text: string): string =>
  text.replace(/\{\{\w+\}\}|[A-Za-z]/g, (found) => accented.get(found) ?? found);
