import type { Duration } from '../../trigger-source.ts';
import { memoize } from '../memoize.ts';
import { languages } from './emails.generated.ts';

type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

/** One language's words, by the numbers that the compiled emails know them by, and its plural forms. */
export interface Catalogue {
  readonly direction: 'ltr' | 'rtl';
  readonly texts: readonly string[];
  readonly durations: Readonly<Record<Duration['unit'], Forms>>;
}

/** The languages there are words for, BCP 47. */
export const locales: readonly string[] = Object.keys(languages);

/**
 * The words of one of `locales`, parsed on first use.
 *
 * @throws {RangeError} There are no words for it.
 */
export const catalogueFor = memoize((locale: string): Catalogue => {
  const json = Object.hasOwn(languages, locale) ? languages[locale] : undefined;
  if (json === undefined) throw new RangeError('there are no words for the chosen language');
  const [direction, texts, durations] = JSON.parse(json);
  return { direction, texts, durations };
});

/** A language's rules cost more to make than an email to render. */
const pluralRules = memoize((locale: string) => new Intl.PluralRules(locale));

/** A duration in a language's own plural form: `{ count: 2, unit: 'hours' }` → "2 hours". */
export function durationIn(locale: string, { count, unit }: Duration): string {
  const forms = catalogueFor(locale).durations[unit];
  const form = forms[pluralRules(locale).select(count)] ?? forms.other ?? '{{n}}';
  return form.replace('{{n}}', String(count));
}
