import { type CompiledEmails, compileSources } from '../../src/emails/compile-sources.ts';
import { readSources, type Sources } from '../../src/emails/sources.ts';

const languages = /^locales\/(?:en|de|pt-BR|zh-CN|zh-TW)\.json$/;

/** Our own emails, read once, in some of our languages: a test may add any other, whether we have it or not. */
export const ours: Sources = new Map(
  [...(await readSources('emails'))].filter(([name]) => !name.startsWith('locales/') || languages.test(name)),
);

/** An overlay's files by their names, JSON as what it holds. */
export type Files = Readonly<Record<string, unknown>>;

/** What the build makes of an overlay with these files. */
export async function buildOverlay(
  files: Files,
  { brands, base = ours }: { readonly brands?: string; readonly base?: Sources } = {},
): Promise<CompiledEmails> {
  const sources = Object.entries(files).map(([name, content]) => {
    const source = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
    return [name, { file: `our-emails/${name}`, source }] as const;
  });
  return compileSources(base, new Map(sources), { brands });
}

/** The texts of a built language, with their keys where the English ones are known by. */
export function textsOf({ module }: CompiledEmails, locale: string): readonly string[] {
  const line = module.split('\n').find((each) => each.startsWith(`  "${locale}": '`));
  if (line === undefined) throw new Error(`there is no language ${locale} in what was built`);
  const json = line.slice(line.indexOf("'") + 1, line.lastIndexOf("'")).replace(/\\(.)/g, '$1');
  return JSON.parse(json).flat(Number.POSITIVE_INFINITY);
}
