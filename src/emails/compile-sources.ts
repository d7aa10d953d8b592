import type { Part } from '../sender/splice.ts';
import { type Stem, stem, triggerSources } from '../trigger-source.ts';
import { type Catalogue, readCatalogue } from './catalogue.ts';
import { checkCatalogue, subjectKeys } from './check-catalogue.ts';
import { checkSource } from './check-source.ts';
import type { Complaint } from './complaint.ts';
import { compileMjml, type Source } from './mjml.ts';
import { writeModule } from './module.ts';
import { createPool, occurrences, type Pool, toParts } from './parts.ts';
import { textPart } from './text.ts';

/** What a set of sources compiles to: a module only if nothing is complained about. */
export interface CompiledEmails {
  readonly module: string;
  readonly complaints: readonly Complaint[];
}

/** The parts of one email; a subject is a word by its number. */
export interface EmailParts {
  readonly subject: number;
  readonly subjectWithCode?: number;
  readonly html: readonly Part[];
  readonly text: readonly Part[];
}

const stems = triggerSources.map(stem);
/** Gmail cuts an email near 102 kB; the values still have to go in. */
const mostBytes = 100_000;

/**
 * Compiles .mjml files and catalogues, given by path.
 *
 * @returns The TypeScript module, and everything that is wrong with the sources at once.
 */
export async function compileSources(sources: ReadonlyMap<string, string>): Promise<CompiledEmails> {
  const complaints: Complaint[] = [];
  const complain = (complaint: Complaint) => complaints.push(complaint);
  const get = (file: string): Source => {
    const source = sources.get(file);
    if (source === undefined)
      complain({ file, what: 'is missing', fix: 'Every email has a file of its own.' });
    return { file, source: source ?? '' };
  };

  const english = readCatalogue(
    'emails/locales/en.json',
    get('emails/locales/en.json').source || '{}',
    complain,
  );
  const catalogues = [english];
  for (const [file, json] of sources) {
    if (!file.endsWith('.json') || file === english.file) continue;
    catalogues.push(readCatalogue(file, json, complain));
  }
  for (const catalogue of catalogues) checkCatalogue(catalogue, english, complain);

  const layout = get('emails/layout.mjml');
  checkSource({ ...layout, stems }, english, complain);
  const literals = createPool();
  const words = createPool();
  const emails = new Map<Stem, EmailParts>();
  for (const stem of stems) {
    const email = get(`emails/${stem}.mjml`);
    checkSource({ ...email, stems: [stem] }, english, complain);
    for (const key of subjectKeys(stem)) {
      if (!english.words.has(key)) {
        complain({ file: english.file, what: `has no "${key}"`, fix: 'Every email needs its subject.' });
      }
    }
    if (complaints.length > 0) continue;
    const { html, tree } = await compileMjml(layout, email, complain);
    const context = { stem, literals, words };
    const [subject = 0, subjectWithCode] = subjectKeys(stem).map((key) => words.numberOf(key));
    const parts: EmailParts = {
      subject,
      ...(subjectWithCode !== undefined && { subjectWithCode }),
      html: toParts(html, { ...context, part: 'html' }),
      text: toParts(textPart(tree), { ...context, part: 'plain' }),
    };
    checkParts(stem, email, parts, complain);
    checkSize(email, html, catalogues, complain);
    emails.set(stem, parts);
  }
  checkUnused(english, words, complaints, complain);
  return {
    complaints,
    module: complaints.length > 0 ? '' : writeModule({ emails, literals, words, catalogues }),
  };
}

function checkParts(
  stem: Stem,
  { file }: Source,
  parts: EmailParts,
  complain: (complaint: Complaint) => void,
): void {
  const wanted = stem === 'account-take-over-notification' ? 0 : 1;
  for (const part of ['html', 'text'] as const) {
    const { count, hidden } = occurrences(parts[part], 'code');
    if (count === wanted && !hidden) continue;
    const what = hidden
      ? `{{code}} of the ${part} part is in a section`
      : `{{code}} stands ${count} times in the ${part} part`;
    const fix =
      wanted === 1 ? 'It has to stand there once, whatever else is shown.' : 'This email has no code.';
    complain({ file, what, fix });
  }
}

function checkSize(
  { file }: Source,
  html: string,
  catalogues: readonly Catalogue[],
  complain: (complaint: Complaint) => void,
): void {
  for (const { words, file: catalogue } of catalogues) {
    const bytes = Buffer.byteLength(html) + Buffer.byteLength([...words.values()].join(''));
    if (bytes <= mostBytes) continue;
    const what = `makes ${Math.ceil(bytes / 1000)} kB of HTML with ${catalogue}`;
    complain({
      file,
      what,
      fix: `Mail clients cut what is over ${mostBytes / 1000} kB: take something out.`,
    });
  }
}

/** Words that no email shows; only worth saying when nothing else is wrong. */
function checkUnused(
  english: Catalogue,
  words: Pool,
  complaints: readonly Complaint[],
  complain: (complaint: Complaint) => void,
): void {
  if (complaints.length > 0) return;
  const used = new Set(words.entries);
  for (const key of english.words.keys()) {
    if (used.has(key)) continue;
    const line = english.lineOf(key);
    complain({
      file: english.file,
      line,
      what: `no email shows "${key}"`,
      fix: 'Remove it from every language.',
    });
  }
}
