import { type Catalogue, holds, type Unit, units } from '../catalogue.ts';

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
  for (const unit of units) {
    const forms = formsFor(catalogue.locale, { from: below, unit });
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

/** Another language's plural forms by the names that a language has for its own. */
function formsFor(
  locale: string,
  { from, unit }: { readonly from: Catalogue; readonly unit: Unit },
): readonly (readonly [string, string])[] {
  const forms = from.durations.get(unit) ?? new Map<string, string>();
  const rules = new Intl.PluralRules(locale);
  const otherRules = new Intl.PluralRules(from.locale);
  return rules.resolvedOptions().pluralCategories.flatMap((form) => {
    const numbers = counts.filter((count) => rules.select(count) === form);
    const there = new Set(numbers.map((count) => otherRules.select(count)));
    // One form there for all the numbers of this one, else that which holds for most.
    const [only] = there.size === 1 ? there : ['other'];
    const text = forms.get(only ?? 'other') ?? forms.get('other');
    return text === undefined ? [] : [[form, text] as const];
  });
}

/** More days than a code or a password ever lasts. */
const counts = Array.from({ length: 366 }, (_, index) => index);
