import type { CompiledEmail } from '../sender/render/interpolate.ts';
import { type Stem, stems } from '../trigger-source.ts';
import { subjectKeys } from './check/check-catalogue.ts';
import { checkCompiled } from './check/check-compiled.ts';
import { checkSource } from './check/check-source.ts';
import type { Diagnostic, Reporting } from './diagnostic.ts';
import { compileMjml } from './mjml/compile-mjml.ts';
import { textPart } from './mjml/text-part.ts';
import { type Edition, fileOf } from './overlay/edition.ts';
import { type Pool, toParts } from './parts.ts';

/** The literals and words that all editions share. */
export interface Pools {
  readonly literals: Pool;
  readonly words: Pool;
}

/** Compiles an edition's emails, those that are wanted, and reports what is wrong with them. */
export async function compileEdition(
  edition: Edition,
  { literals, words, wanted = stems, report }: Pools & Reporting & { readonly wanted?: readonly Stem[] },
): Promise<ReadonlyMap<Stem, CompiledEmail>> {
  const wrong = new Set<string>();
  const reportSource = (diagnostic: Diagnostic) => {
    wrong.add(diagnostic.file);
    report(diagnostic);
  };
  const layout = fileOf(edition, 'layout.mjml', { report: reportSource });
  checkSource({ ...layout, stems }, { catalogues: edition.catalogues, report: reportSource });
  const emails = new Map<Stem, CompiledEmail>();
  for (const stem of wanted) {
    const email = fileOf(edition, `${stem}.mjml`, { report: reportSource });
    checkSource({ ...email, stems: [stem] }, { catalogues: edition.catalogues, report: reportSource });
    const compiled = await compileMjml(layout, email, { report: reportSource });
    // What is wrong in a file would only be said again of what is made from it.
    if (!compiled || wrong.has(email.file) || wrong.has(layout.file)) continue;
    const { html, tree } = compiled;
    const context = { stem, literals, words };
    const [subject = 0, subjectWithCode] = subjectKeys(stem).map((key) => words.numberOf(key));
    const parts: CompiledEmail = {
      subject,
      ...(subjectWithCode !== undefined && { subjectWithCode }),
      html: toParts(html, { ...context, part: 'html' }),
      text: toParts(textPart(tree), { ...context, part: 'plain' }),
    };
    checkCompiled(
      { ...parts, file: email.file, stem, source: html },
      { catalogues: edition.catalogues, report },
    );
    emails.set(stem, parts);
  }
  return emails;
}
