import { type Catalogue, units } from '../catalogue.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { bracesFix, oddBraces, slotsOf } from './check-catalogue.ts';

/** Checks that a language has its own plural forms of each unit, no more and no less, and a number in each. */
export function checkDurations(
  { durations, locale, at }: Catalogue,
  report: (diagnostic: Diagnostic) => void,
): void {
  const fail = (key: string, { what, fix }: Pick<Diagnostic, 'what' | 'fix'>) =>
    report({ ...at(key), what: `"${key}" ${what}`, fix });
  const wanted = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
  for (const unit of units) {
    const key = `durations.${unit}`;
    const forms = durations.get(unit) ?? new Map<string, string>();
    if (wanted.length !== forms.size || wanted.some((form) => !forms.has(form))) {
      const found = [...forms.keys()].join(', ') || 'none';
      const what = `has the plural forms ${found}`;
      fail(key, { what, fix: `The language ${locale} needs exactly ${wanted.join(', ')}.` });
    }
    for (const [form, text] of forms) {
      // "one day" and "two days" may be words alone; any other form stands for many numbers.
      const needsNumber = !['zero', 'one', 'two'].includes(form);
      const slots = slotsOf(text);
      const odd = oddBraces(text);
      if (odd !== undefined) {
        fail(`${key}.${form}`, { what: `holds ${JSON.stringify(odd)}`, fix: bracesFix });
        continue;
      }
      if (slots.some((slot) => slot !== 'n') || slots.length > 1 || (needsNumber && slots.length === 0)) {
        const fix = 'Write the number as {{n}}, once, and no other slot.';
        fail(`${key}.${form}`, { what: `is ${JSON.stringify(text)}`, fix });
      }
    }
  }
  for (const unit of durations.keys()) {
    if (units.some((known) => known === unit)) continue;
    fail(`durations.${unit}`, { what: 'is not a unit', fix: `The units are ${units.join(', ')}.` });
  }
}
