import type { CompiledEmail } from '../sender/render/interpolate.ts';
import type { Stem } from '../trigger-source.ts';
import { type Catalogue, units } from './catalogue.ts';
import type { Pool } from './parts.ts';

/** What one brand has of its own: emails, and whole catalogues of which only what differs is written. */
export interface BrandEmails {
  readonly emails: ReadonlyMap<Stem, CompiledEmail>;
  readonly catalogues: readonly Catalogue[];
}

/** What the generated module is written from. */
export interface ModuleContents {
  readonly emails: ReadonlyMap<Stem, CompiledEmail>;
  readonly literals: Pool;
  readonly words: Pool;
  readonly catalogues: readonly Catalogue[];
  /** By the name of the brand's folder. */
  readonly brands: ReadonlyMap<string, BrandEmails>;
  readonly brandsJson: string;
}

/**
 * The module that the sender imports. Each email and each language is one JSON string, read when it is first needed, so
 * that a cold start pays for one and not for all.
 */
export const writeModule = ({
  emails,
  literals,
  words,
  catalogues,
  brands,
  brandsJson,
}: ModuleContents): string => `\
/** Made from emails/ by \`npm run build\`; never edited. */
import type { Stem } from '../../trigger-source.ts';
import type { BrandEmails } from './interpolate.ts';

export const literals: readonly string[] = ${JSON.stringify(literals.entries, null, 1)};

/** A \`CompiledEmail\` each, as JSON. */
export const emails: Readonly<Record<Stem, string>> = ${emailMembers(emails)};

/** Language → its language, script and region with the subtags that are most likely where it names none. */
export const likelySubtags: ReadonlyMap<string, readonly [language: string, script?: string, region?: string]> = new Map(${JSON.stringify(catalogues.map(({ locale }) => [locale, likelySubtags(locale)]))});

/** Language → its direction, its words by number, its plural forms by unit and how values are put together, as JSON. */
export const languages: Readonly<Record<string, string>> = {
${catalogues.map((catalogue) => `  ${JSON.stringify(catalogue.locale)}: ${quote(language(catalogue, words))},`).join('\n')}
};

/** What brands have of their own, by the name of their folder. */
export const brandEmails: Readonly<Record<string, BrandEmails>> = {
${[...brands].map(([folder, brand]) => `  ${JSON.stringify(folder)}: ${brandMember(brand, { words, catalogues })},`).join('\n')}
};

/** The brands that are built in, as JSON; empty for none. */
export const builtInBrands: string = ${quote(brandsJson && JSON.stringify(JSON.parse(brandsJson)))};
`;

/** The module as JavaScript, line for line: its types stand where the text above has them and nowhere else. */
export const withoutTypes = (module: string): string =>
  module.replace(/^import type .*$/gm, '').replace(/^(export const \w+): .+? = /gm, '$1 = ');

/** How many bytes a brand of its own emails adds to the module, with the literals that only it has. */
export const sizeOfBrand = (
  brand: BrandEmails,
  {
    literals,
    ...base
  }: Pick<ModuleContents, 'words' | 'catalogues'> & { readonly literals: readonly string[] },
): number => Buffer.byteLength(brandMember(brand, base)) + Buffer.byteLength(JSON.stringify(literals));

const likelySubtags = (locale: string): readonly unknown[] => {
  const { language, script, region } = new Intl.Locale(locale).maximize();
  return [language, script, region];
};

/** Not yet in TypeScript's library: a method in Node 24, a property in Node 22. */
interface LocaleWithText {
  getTextInfo?(): { readonly direction: string };
  readonly textInfo?: { readonly direction: string };
}

function directionOf(locale: string): string {
  const known = new Intl.Locale(locale) as unknown as LocaleWithText;
  return (known.getTextInfo?.() ?? known.textInfo)?.direction ?? 'ltr';
}

const language = (catalogue: Catalogue, words: Pool): string =>
  JSON.stringify([
    directionOf(catalogue.locale),
    words.entries.map((key) => catalogue.words.get(key) ?? ''),
    ...rest(catalogue),
  ]);

const rest = (catalogue: Catalogue): readonly [durations: object, patterns: object] => [
  Object.fromEntries(units.map((unit) => [unit, Object.fromEntries(catalogue.durations.get(unit) ?? [])])),
  Object.fromEntries(
    [...catalogue.words]
      .filter(([key]) => key.startsWith('patterns.'))
      .map(([key, text]) => [key.slice('patterns.'.length), text]),
  ),
];

function brandMember(
  { emails, catalogues }: BrandEmails,
  base: Pick<ModuleContents, 'words' | 'catalogues'>,
): string {
  const languages = catalogues.flatMap((catalogue) => {
    const below = base.catalogues.find(({ locale }) => locale === catalogue.locale);
    const texts = base.words.entries.flatMap((key, number) => {
      const text = catalogue.words.get(key) ?? '';
      return text === below?.words.get(key) ? [] : [[number, text] as const];
    });
    const own = JSON.stringify(rest(catalogue));
    const same = below && own === JSON.stringify(rest(below));
    if (same && texts.length === 0) return [];
    return [[catalogue.locale, JSON.stringify([Object.fromEntries(texts), ...rest(catalogue)])] as const];
  });
  const members = languages.map(([locale, json]) => `${JSON.stringify(locale)}: ${quote(json)}`);
  return `{ emails: ${emailMembers(emails)}, languages: { ${members.join(', ')} } }`;
}

const emailMembers = (emails: ReadonlyMap<Stem, CompiledEmail>): string =>
  `{ ${[...emails].map(([stem, email]) => `${JSON.stringify(stem)}: ${quote(JSON.stringify(email))}`).join(', ')} }`;

/** A JavaScript string literal in the quotes that need the least escaping. */
const quote = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
