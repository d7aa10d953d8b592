import type { Duration } from '../../trigger-source.ts';
import { memoize } from '../memoize.ts';
import { brandEmails, languages } from './emails.generated.ts';

type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

/** One language's words, by the numbers that the compiled emails know them by, and its plural forms. */
export interface Catalogue {
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
  readonly texts: readonly string[];
  readonly durations: Readonly<Record<Duration['unit'], Forms>>;
  /** How values are put together from others. */
  readonly patterns: Readonly<Record<'lifetimeUntil' | 'place', string>>;
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
  const [direction, texts, durations, patterns] = JSON.parse(json);
  return { locale, direction, texts, durations, patterns };
});

/** The same for a brand with words of its own. */
export const catalogueOf = (locale: string, folder: string | undefined): Catalogue =>
  folder === undefined ? catalogueFor(locale) : brandCatalogue(`${folder}/${locale}`);

const brandCatalogue = memoize((key: string): Catalogue => {
  const [folder = '', locale = ''] = key.split('/');
  const catalogue = catalogueFor(locale);
  const json = brandEmails[folder]?.languages[locale];
  if (json === undefined) return catalogue;
  const [texts, durations, patterns] = JSON.parse(json);
  return { ...catalogue, texts: Object.assign([...catalogue.texts], texts), durations, patterns };
});

/** A language's rules cost more to make than an email to render. */
const pluralRules = memoize((locale: string) => new Intl.PluralRules(locale));

/** A duration in a language's own plural form: `{ count: 2, unit: 'hours' }` → "2 hours". */
export function durationIn({ durations, locale }: Catalogue, { count, unit }: Duration): string {
  const forms = durations[unit];
  const form = forms[pluralRules(locale).select(count)] ?? forms.other ?? '{{n}}';
  return form.replace('{{n}}', String(count));
}

/** Puts a value together from others: "Lisbon, Portugal", "24 hours (until March 20 at 2:25 PM)". */
export const compose = (pattern: string, values: Readonly<Record<string, string>>): string =>
  pattern.replace(/\{\{(\w+)\}\}/g, (_, slot: string) => values[slot] ?? '');
