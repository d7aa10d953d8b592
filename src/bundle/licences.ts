import { readdirSync, readFileSync } from 'node:fs';
import type { Metafile } from 'esbuild';

/**
 * The licence texts of the packages that a bundle holds, which their licences ask to be handed on with it. Minified code
 * has no comments left that could carry them.
 *
 * @param inputs What esbuild says went into the bundle, by path from the top of the repository.
 * @throws {Error} where a package says under which licence it is and has no text of it, and none is known here.
 */
export function licencesOf({ inputs }: Pick<Metafile, 'inputs'>): string {
  const folders = Object.keys(inputs).flatMap(
    (path) => path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? [],
  );
  const texts = [...new Set(folders)].sort().map((folder) => {
    const { name, version, license, author } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    const text =
      file === undefined
        ? standard(name, { license, author: author?.name ?? author ?? `the authors of ${name}` })
        : readFileSync(`${folder}/${file}`, 'utf8');
    return { title: `${name} ${version} (${license})`, text: text.trim() };
  });
  // Most are one company's under one licence: each text once, below the names of all that it is for.
  const titles = new Map<string, string[]>();
  for (const { title, text } of texts) titles.set(text, [...(titles.get(text) ?? []), title]);
  return [...titles]
    .map(([text, names]) => `${names.join('\n')}\n\n${text}\n`)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

/** Apache's text is the same for everybody, and ours as well; MIT's differs by the name in it. */
function standard(
  name: string,
  { license, author }: { readonly license: string; readonly author: string },
): string {
  if (license === 'Apache-2.0') return readFileSync('LICENSE', 'utf8');
  if (/^MIT\b/.test(license)) return `MIT License\n\nCopyright (c) ${author}\n\n${mit}`;
  if (license === 'ISC') return `ISC License\n\nCopyright (c) ${author}\n\n${isc}`;
  throw new Error(`${name} is under ${license} and brings no text of it: add it to src/bundle/licences.ts`);
}

/** https://opensource.org/license/mit */
const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** https://opensource.org/license/isc-license-txt */
const isc = `Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted,
provided that the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED
WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR
CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF
CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.`;
