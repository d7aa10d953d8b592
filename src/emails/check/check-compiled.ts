import type { Part } from '../../sender/render/interpolate.ts';
import { carriedBy, type Stem } from '../../trigger-source.ts';
import type { Catalogue } from '../catalogue.ts';
import type { Reporting } from '../diagnostic.ts';
import { occurrences } from '../parts.ts';

/** Gmail cuts an email near 102 kB (102 400 bytes); the values still have to go in. */
const mostBytes = 100_000;

/** One email after MJML has made HTML of it. */
export interface CompiledSource {
  readonly file: string;
  readonly stem: Stem;
  /** Slots still in it. */
  readonly source: string;
  readonly html: readonly Part[];
  readonly text: readonly Part[];
}

/** Checks what can only be seen in the whole email: how often the code is in it, and how large it is. */
export function checkCompiled(
  email: CompiledSource,
  { catalogues, report }: Reporting & { readonly catalogues: readonly Catalogue[] },
): void {
  checkCode(email, { report });
  for (const { words, file } of catalogues) {
    const bytes = Buffer.byteLength(email.source) + Buffer.byteLength([...words.values()].join(''));
    if (bytes <= mostBytes) continue;
    const what = `makes ${Math.ceil(bytes / 1000)} kB of HTML with ${file}`;
    const fix = `Mail clients cut what is over ${mostBytes / 1000} kB: take something out.`;
    report({ file: email.file, what, fix });
  }
}

function checkCode({ file, stem, html, text }: CompiledSource, { report }: Reporting): void {
  const wanted = carriedBy(stem) === 'nothing' ? 0 : 1;
  const fix =
    wanted === 1 ? 'It has to stand there once, whatever else is shown.' : 'This email has no code.';
  for (const [part, parts] of Object.entries({ html, text })) {
    const { count, hidden } = occurrences(parts, 'code');
    if (count !== wanted) report({ file, what: `{{code}} stands ${count} times in the ${part} part`, fix });
    else if (hidden) report({ file, what: `{{code}} of the ${part} part is in a section`, fix });
  }
}
