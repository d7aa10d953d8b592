import { likelySubtags } from './emails.generated.ts';

/**
 * The language for an email: that of the first preference there are words for, else English. Preferences come from public
 * forms, so any string at all is expected; only a name from our own list ever comes back.
 *
 * Matched by BCP 47 with likely subtags: `ja-JP` → `ja`, `pt` → `pt-BR`, `zh-Hant-HK` and `zh-HK` → `zh-TW`,
 * `no` → `nb`, and the older writing `en_US` as `en`.
 *
 * @param preferences Strongest first.
 */
export function chooseLocale(preferences: readonly (string | undefined)[]): string {
  for (const preference of preferences) {
    const found = preference && matchLocale(preference);
    if (found) return found;
  }
  return 'en';
}

/** The language of ours that a BCP 47 tag means; undefined when it is none, or is not a tag. */
export function matchLocale(tag: string): string | undefined {
  if (likelySubtags.has(tag)) return tag;
  // RFC 5646 section 4.4.1: 35 characters hold any tag that is likely to be met.
  if (tag.length > 35) return undefined;
  const wanted = likely(tag.replaceAll('_', '-'));
  if (wanted === undefined) return undefined;
  const candidates = [...likelySubtags].filter(
    ([, [language, script]]) =>
      languageOf(language) === languageOf(wanted.language) && script === wanted.script,
  );
  const [locale] = candidates.find(([, [, , region]]) => region === wanted.region) ?? candidates[0] ?? [];
  return locale;
}

/** Norwegian Bokmål goes by two names, which CLDR takes for two languages: browsers say `nb`, apps often `no`. */
const languageOf = (name: string): string => (name === 'nb' ? 'no' : name);

/** A tag with the script and region that most of its speakers mean; undefined for what is no tag. */
function likely(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag).maximize();
  } catch {
    return undefined;
  }
}
