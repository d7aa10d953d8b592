import { type Diagnostic, lineAt } from '../diagnostic.ts';
import { type HtmlToken, readTokens } from '../html-tokens.ts';
import type { Source } from '../sources.ts';
import { bracesFix, oddBraces } from './check-catalogue.ts';

type ReportAt = (index: number, problem: Pick<Diagnostic, 'what' | 'fix'>) => void;

interface Checked {
  readonly source: string;
  readonly reportAt: ReportAt;
}

/** Checks what needs no knowledge of slots: elements closed, links https, every word in the catalogues. */
export function checkElements({ file, source }: Source, report: (diagnostic: Diagnostic) => void): void {
  const tokens = readTokens(source);
  const reportAt: ReportAt = (index, problem) => report({ file, line: lineAt(source, index), ...problem });
  checkClosed(tokens, reportAt);
  checkIncluded(tokens, reportAt);
  checkLinks(tokens, reportAt);
  checkBraces(tokens, { source, reportAt });
  checkWords(tokens, { source, reportAt });
  checkShown(tokens, { source, reportAt });
}

/** MJML's own elements; HTML's need no end, and MJML passes them through. */
function checkClosed(tokens: readonly HtmlToken[], reportAt: ReportAt): void {
  const open: { name: string; start: number }[] = [];
  const never = ({ name, start }: { name: string; start: number }) =>
    reportAt(start, { what: `<${name}> is never closed`, fix: `Write </${name}> where it ends.` });
  for (const token of tokens) {
    if (token.kind === 'open' && token.name.startsWith('mj') && !token.selfClosing) open.push(token);
    if (token.kind !== 'close' || !token.name.startsWith('mj')) continue;
    const index = open.findLastIndex(({ name }) => name === token.name);
    if (index < 0) reportAt(token.start, { what: `</${token.name}> closes nothing`, fix: 'Remove it.' });
    else open.splice(index).slice(1).forEach(never);
  }
  open.forEach(never);
}

/** What MJML is told not to follow, and would leave out without a word. */
function checkIncluded(tokens: readonly HtmlToken[], reportAt: ReportAt): void {
  for (const token of tokens) {
    if (token.kind !== 'open' || token.name !== 'mj-include') continue;
    reportAt(token.start, {
      what: '<mj-include> brings nothing in',
      fix: 'Write here what it should bring in: each email is one file, in one layout.',
    });
  }
}

function checkLinks(tokens: readonly HtmlToken[], reportAt: ReportAt): void {
  for (const { name, value, start } of tokens.flatMap((token) =>
    token.kind === 'open' ? token.attributes : [],
  )) {
    if (!/^(?:href|src|url|background|background-url)$/.test(name) || /^(?:\{\{|https:\/\/)/.test(value))
      continue;
    const what = `the link ${JSON.stringify(value)} is not https`;
    reportAt(start, { what, fix: 'Links start with https://, or are a slot.' });
  }
}

/** A slot with a brace too few or too many, in an attribute or a style; in text, `checkWords` finds it. */
function checkBraces(tokens: readonly HtmlToken[], { source, reportAt }: Checked): void {
  for (const token of tokens) {
    const odd = (text: string, start: number) => {
      const found = oddBraces(text);
      if (found !== undefined) reportAt(start, { what: `holds ${JSON.stringify(found)}`, fix: bracesFix });
    };
    if (token.kind === 'open') for (const { value, start } of token.attributes) odd(value, start);
    // Braces are CSS's own, but never two that open.
    if (token.kind !== 'css') continue;
    const css = source.slice(token.start, token.end);
    for (const { 0: found, index } of css
      .replace(/\{\{[^{}]*\}\}(?!\})/g, blanked)
      .matchAll(/\{\{[^{}]*\}*/g)) {
      reportAt(token.start + index, { what: `holds ${JSON.stringify(found)}`, fix: bracesFix });
    }
  }
}

function checkWords(tokens: readonly HtmlToken[], { source, reportAt }: Checked): void {
  for (const { kind, start, end } of tokens) {
    if (kind !== 'text') continue;
    const text = source.slice(start, end).replace(/\{\{[^{}]*\}\}|&[\w#]+;/g, blanked);
    const first = text.search(/[\p{L}\p{N}{}<]/u);
    if (first < 0) continue;
    const odd = oddBraces(source.slice(start, end));
    const what = `holds the text ${JSON.stringify(odd ?? text.trim().replace(/\s+/g, ' '))}`;
    const fix = odd
      ? bracesFix
      : 'Words live in emails/locales: give it a key there and write {{words.…}} here.';
    reportAt(start + first, { what, fix });
  }
}

/** A slot between elements, which MJML leaves out; the marks of sections may stand there, and the layout's place for emails. */
function checkShown(tokens: readonly HtmlToken[], { source, reportAt }: Checked): void {
  let within = 0;
  for (const token of tokens) {
    if (token.kind !== 'text') {
      const takesText = 'name' in token && elementsWithText.has(token.name);
      if (takesText && token.kind === 'open' && !token.selfClosing) within += 1;
      if (takesText && token.kind === 'close') within -= 1;
      continue;
    }
    if (within > 0) continue;
    for (const { 0: slot, index } of source
      .slice(token.start, token.end)
      .matchAll(/\{\{[^#^/{}][^{}]*\}\}/g)) {
      if (slot === '{{content}}') continue;
      reportAt(token.start + index, {
        what: `${slot} stands between elements`,
        fix: 'Put it into an <mj-text>.',
      });
    }
  }
}

const elementsWithText = new Set(
  'mj-text mj-table mj-button mj-raw mj-style mj-title mj-preview mj-social-element mj-navbar-link'.split(
    ' ',
  ),
);

const blanked = (slot: string): string => ' '.repeat(slot.length);
