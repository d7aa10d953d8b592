import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import Handlebars from 'handlebars';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { sampleContent, sampleDefaultBrand } from '../src/emails/gallery/samples.ts';
import { catalogueFor } from '../src/sender/render/catalogue.ts';
import { compiledEmail } from '../src/sender/render/compiled-email.ts';
import type { Email } from '../src/sender/render/content.ts';
import { literals } from '../src/sender/render/emails.generated.ts';
import type { Part } from '../src/sender/render/interpolate.ts';
import { linkOf } from '../src/sender/render/link.ts';
import { readValues } from '../src/sender/render/values/values.ts';
import { type Stem, stems } from '../src/trigger-source.ts';
import { median } from './table.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const run = promisify(execFile);
const names = ['ours', 'handlebars', 'nothing'] as const;
type Name = (typeof names)[number];

/**
 * Measures what rendering an email costs in a fresh process and in a warm one, against Handlebars' precompiled runtime,
 * in turn in the same run. Handlebars gets the same emails, English only and with its values ready; ours has all
 * languages and checks every value. Nothing is timed before both wrote the same email.
 *
 * @param runs Fresh processes of each.
 * @returns The medians by figure and renderer, and a Markdown table of them.
 */
export async function compareRenderers(runs: number) {
  mkdirSync(at('../dist/bench'), { recursive: true });
  writeFileSync(at('../dist/bench/emails.json'), JSON.stringify(stems.map(emailData)));
  await bundle('ours', `export { render } from ${JSON.stringify(at('../src/sender/render/render.ts'))};`);
  await bundle('handlebars', handlebarsModule());
  await bundle('nothing', 'export const render = () => ({ subject: "", html: "", text: "" });');

  const written = { ours: await measure('ours', 1), handlebars: await measure('handlebars', 1) };
  for (const index of stems.keys()) checkSame(written.ours.emails[index], written.handlebars.emails[index]);

  const figures = { load: empty(), first: empty(), warm: empty() };
  for (let count = 0; count < runs; count += 1) {
    for (const name of names) {
      const { load, first, warm } = await measure(name, 20_000);
      figures.load[name].push(load);
      figures.first[name].push(load + first);
      figures.warm[name].push(warm);
    }
  }
  const size = (name: Name): number =>
    gzipSync(readFileSync(at(`../dist/bench/render-${name}.mjs`))).length / 1000;
  const each = (of: (name: Name) => number): Record<string, number> =>
    Object.fromEntries(names.map((name) => [name, of(name)]));
  const results = {
    'loaded (ms)': each((name) => median(figures.load[name])),
    'first email written, from nothing (ms)': each((name) => median(figures.first[name])),
    'each email after that (µs)': each((name) => median(figures.warm[name])),
    'bundle (kB gzipped)': each(size),
  };
  const rows = Object.entries(results).map(
    ([title, values]) => `| ${title} | ${names.map((name) => values[name]?.toFixed(2)).join(' | ')} |`,
  );
  const table = `| rendering alone, median of ${runs} | ours, 12 languages | Handlebars ${Handlebars.VERSION}, English | an empty module |
|---|---:|---:|---:|
${rows.join('\n')}
`;
  return { results, table };
}

/** What the measured process is given for one email: ours its content, Handlebars its values. */
function emailData(of: Stem) {
  const content = sampleContent(of, { locale: 'en', brand: sampleDefaultBrand });
  return {
    content: { ...content, brand: { ...content.brand, links: [] } },
    values: { ...readValues(content, catalogueFor('en')), code: content.code, link: linkOf(content) },
    stem: of,
  };
}

async function bundle(name: Name, contents: string): Promise<void> {
  await build({
    stdin: { contents, resolveDir: at('.'), loader: 'js' },
    outfile: at(`../dist/bench/render-${name}.mjs`),
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    charset: 'utf8',
    logLevel: 'error',
  });
}

/** The same emails as Handlebars templates, compiled ahead as its documentation advises. */
function handlebarsModule(): string {
  const { texts } = catalogueFor('en');
  const source = (parts: readonly Part[], [open, close]: readonly [string, string]): string =>
    parts
      .map((part) => {
        if (typeof part === 'number') return literals[part];
        if (part.length === 3) {
          const block = part[0] === '#' ? 'if' : 'unless';
          return `{{#${block} ${part[1]}}}${source(part[2], [open, close])}{{/${block}}}`;
        }
        const [, slot] = part;
        return typeof slot === 'string'
          ? `${open}${slot}${close}`
          : (texts[slot] ?? '').replaceAll('{{', open).replaceAll('}}', close);
      })
      .join('');
  const template = (parts: readonly Part[], marks: readonly [string, string]): string =>
    `Handlebars.template(${Handlebars.precompile(source(parts, marks), { knownHelpersOnly: true, ignoreStandalone: true })})`;
  const members = stems.map((of) => {
    const { subject, html, text } = compiledEmail(of, undefined);
    const raw = ['{{{', '}}}'] as const;
    return `${JSON.stringify(of)}: { subject: ${template([['subject', subject]], raw)},
      html: ${template(html, ['{{', '}}'])}, text: ${template(text, raw)} }`;
  });
  return `import Handlebars from 'handlebars/runtime.js';
    const templates = { ${members.join(',\n')} };
    export const render = ({ stem, values }) => ({
      subject: templates[stem].subject(values),
      html: templates[stem].html(values),
      text: templates[stem].text(values).trimEnd() + '\\n',
    });`;
}

async function measure(name: Name, times: number): Promise<Measured> {
  const { stdout } = await run(process.execPath, [at('render-runner.mjs'), name, String(times)], {
    maxBuffer: 10_000_000,
  });
  return JSON.parse(stdout);
}

interface Measured {
  readonly load: number;
  readonly first: number;
  readonly warm: number;
  readonly emails: readonly Email[];
}

function checkSame(one: Email | undefined, other: Email | undefined): void {
  assert.ok(one && other);
  assert.equal(one.subject, other.subject);
  assert.equal(one.text, other.text);
  assert.equal(textOf(parse(one.html)), textOf(parse(other.html)));
}

function textOf(node: DefaultTreeAdapterTypes.Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

function empty(): Record<Name, number[]> {
  return { ours: [], handlebars: [], nothing: [] };
}
