import { type Diagnostic, lineAt } from './diagnostic.ts';
import type { Source } from './sources.ts';

/** Parses a file of JSON. @returns Undefined when it is none, which is reported with the line. */
export function parseJson({ file, source }: Source, report: (diagnostic: Diagnostic) => void): unknown {
  try {
    return JSON.parse(source);
  } catch (error) {
    const position = Number(String(error).match(/at position (\d+)/)?.[1] ?? source.length);
    const fix = 'Look there, or just before, for a missing comma, colon or quotation mark, or one too many.';
    report({ file, line: lineAt(source, position), what: 'is not JSON', fix });
    return undefined;
  }
}

/** The line of every `section.key`: a name is what a colon follows, whatever the indentation. */
export function linesOf(json: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const path: string[] = [];
  let line = 1;
  let name = '';
  for (const [token] of json.matchAll(/"(?:[^"\\\n]|\\.)*"(\s*:)?|[{}\n]/g)) {
    if (token === '\n') line += 1;
    else if (token === '{') path.push(name);
    else if (token === '}') path.pop();
    else if (token.endsWith(':')) {
      name = token.slice(1, token.lastIndexOf('"'));
      lines.set([...path.slice(1), name].join('.'), line);
      line += token.split('\n').length - 1;
    }
  }
  return lines;
}
