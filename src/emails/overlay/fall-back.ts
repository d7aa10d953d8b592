import { type Catalogue, holds, units } from '../catalogue.ts';

/**
 * The language that another one takes what it lacks from: one of the same language and script, as pt-BR for pt-PT and
 * zh-TW for zh-HK, else English.
 *
 * @param whole Languages that lack nothing, English first.
 */
export function fallbackOf(locale: string, whole: readonly [Catalogue, ...Catalogue[]]): Catalogue {
  const { language, script } = new Intl.Locale(locale).maximize();
  const isSame = (other: Catalogue) => {
    const likely = new Intl.Locale(other.locale).maximize();
    return likely.language === language && likely.script === script;
  };
  return whole.find(isSame) ?? whole[0];
}

/** A language with everything that it lacks taken from another. */
export function fillFrom(below: Catalogue, catalogue: Catalogue): Catalogue {
  const durations = new Map(catalogue.durations);
  const formsBelow = matchForms(catalogue.locale, below.locale);
  for (const unit of units) {
    const texts = below.durations.get(unit) ?? new Map<string, string>();
    const forms = formsBelow.flatMap(([form, formBelow]) => {
      const text = texts.get(formBelow) ?? texts.get('other');
      return text === undefined ? [] : [[form, text] as const];
    });
    durations.set(unit, new Map([...forms, ...(catalogue.durations.get(unit) ?? [])]));
  }
  return {
    ...catalogue,
    below: below.locale,
    words: new Map([...below.words, ...catalogue.words]),
    durations,
    at: (key) => (holds(catalogue, key) ? catalogue : below).at(key),
  };
}

/** Each plural form of a language with that of another which stands for the same numbers. */
function matchForms(locale: string, below: string): readonly (readonly [string, string])[] {
  const rules = new Intl.PluralRules(locale);
  const rulesBelow = new Intl.PluralRules(below);
  const numbers = Map.groupBy(counts, (count) => rules.select(count));
  return rules.resolvedOptions().pluralCategories.map((form) => {
    const there = new Set(numbers.get(form)?.map((count) => rulesBelow.select(count)));
    // One form there for all the numbers of this one, else that which holds for most.
    const [only = 'other'] = there.size === 1 ? there : [];
    return [form, only] as const;
  });
}

/** More days than a code or a password ever lasts. */
const counts = Array.from({ length: 366 }, (_, index) => index);
