import { type Diagnostic, lineAt } from '../diagnostic.ts';

type Report = (diagnostic: Diagnostic) => void;

/** Checks what needs no knowledge of slots: elements closed, links https, every word in the catalogues. */
export function checkElements(file: string, source: string, report: Report): void {
  const blank = (text: string) => text.replace(/[^\n]/g, ' ');
  const checked = source.replace(/<((?:mj-)?style)\b[^>]*>[\s\S]*?<\/\1>|<!--[\s\S]*?-->/g, blank);
  checkClosed(file, checked, report);
  checkLinks(file, checked, report);
  checkWords(file, checked, report);
}

function checkClosed(file: string, source: string, report: Report): void {
  const open: { name: string; line: number }[] = [];
  const never = ({ name, line }: { name: string; line: number }) =>
    report({ file, line, what: `<${name}> is never closed`, fix: `Write </${name}> where it ends.` });
  for (const found of source.matchAll(/<(\/?)(mj[\w-]+)(?:"[^"]*"|[^<>"])*?(\/?)>/g)) {
    const [, slash, name = '', empty] = found;
    const line = lineAt(source, found.index);
    if (!slash) {
      if (!empty) open.push({ name, line });
      continue;
    }
    const index = open.findLastIndex((element) => element.name === name);
    if (index < 0) report({ file, line, what: `</${name}> closes nothing`, fix: 'Remove it.' });
    else open.splice(index).slice(1).forEach(never);
  }
  open.forEach(never);
}

function checkLinks(file: string, source: string, report: Report): void {
  for (const found of source.matchAll(
    /\b(?:href|src|url|background)\s*=\s*["'](?!\{\{|https:\/\/)([^"']*)/g,
  )) {
    const what = `the link ${JSON.stringify(found[1])} is not https`;
    report({
      file,
      line: lineAt(source, found.index),
      what,
      fix: 'Links start with https://, or are a slot.',
    });
  }
}

function checkWords(file: string, source: string, report: Report): void {
  for (const found of source.matchAll(/(?<=>|^)([^<>]*)(?=<|$)/g)) {
    const [, between = ''] = found;
    const text = between.replace(/\{\{[^{}]*\}\}|&[\w#]+;/g, blanked);
    const start = text.search(/[\p{L}\p{N}{}]/u);
    if (start < 0) continue;
    const line = lineAt(source, found.index + start);
    const what = `holds the text ${JSON.stringify(text.trim().replace(/\s+/g, ' '))}`;
    const fix = /[{}]/.test(text)
      ? 'A slot is written {{code}}, with two braces on each side.'
      : 'Words live in emails/locales: give it a key there and write {{words.…}} here.';
    report({ file, line, what, fix });
  }
}

const blanked = (slot: string): string => ' '.repeat(slot.length);
