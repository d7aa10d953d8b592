import type { CompiledEmail } from '../sender/render/interpolate.ts';
import type { Stem } from '../trigger-source.ts';
import { type Catalogue, units } from './catalogue.ts';
import type { Pool } from './parts.ts';

/** What the generated module is written from. */
export interface ModuleContents {
  readonly emails: ReadonlyMap<Stem, CompiledEmail>;
  readonly literals: Pool;
  readonly words: Pool;
  readonly catalogues: readonly Catalogue[];
}

/**
 * The module that the sender imports. Each language is one JSON string, read when that language is first needed,
 * so that a cold start pays for one and not for all.
 */
export const writeModule = ({ emails, literals, words, catalogues }: ModuleContents): string => `\
/** Made from emails/ by \`npm run build\`; never edited. */
import type { Stem } from '../../trigger-source.ts';
import type { CompiledEmail } from './interpolate.ts';

export const literals: readonly string[] = ${JSON.stringify(literals.entries, null, 1)};

export const emails: Readonly<Record<Stem, CompiledEmail>> = ${JSON.stringify(Object.fromEntries(emails))};

/** Language → its language, script and region with the subtags that are most likely where it names none. */
export const likelySubtags: ReadonlyMap<string, readonly [language: string, script?: string, region?: string]> = new Map(${JSON.stringify(catalogues.map(({ locale }) => [locale, likelySubtags(locale)]))});

/** Language → its direction, its words by number and its plural forms by unit, as JSON. */
export const languages: Readonly<Record<string, string>> = {
${catalogues.map((catalogue) => `  ${JSON.stringify(catalogue.locale)}: ${quote(language(catalogue, words))},`).join('\n')}
};
`;

const likelySubtags = (locale: string): readonly unknown[] => {
  const { language, script, region } = new Intl.Locale(locale).maximize();
  return [language, script, region];
};

const language = (catalogue: Catalogue, words: Pool): string =>
  JSON.stringify([
    // Intl.Locale's getTextInfo is in Node 24 and not yet in TypeScript's library.
    (new Intl.Locale(catalogue.locale) as unknown as { getTextInfo(): { direction: string } }).getTextInfo()
      .direction,
    words.entries.map((key) => catalogue.words.get(key) ?? ''),
    Object.fromEntries(units.map((unit) => [unit, Object.fromEntries(catalogue.durations.get(unit) ?? [])])),
  ]);

/** A JavaScript string literal in the quotes that need the least escaping. */
const quote = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
