import { ServiceError } from './wire.ts';

type Matches = (message: string) => boolean;
type Line = Readonly<Record<string, unknown>>;
type Holds = (line: Line) => boolean;

/**
 * Reads a filter pattern of CloudWatch Logs: terms that all occur (`a "b c"`) or any of which does (`?a ?"b c"`); or of
 * lines that are JSON, `{ … }` with `=`, `!=`, `EXISTS`, `NOT EXISTS`, `&&`, `||` and parentheses, where a value may
 * hold `*` for any text or be a `%regular expression%`. AWS docs, "Filter pattern syntax".
 *
 * @throws {ServiceError} for anything else.
 */
export function readFilterPattern(pattern: string): Matches {
  if (pattern.length > 1024) throw invalid(pattern);
  const selector = pattern.match(/^\s*\{(.*)\}\s*$/s)?.[1];
  if (selector === undefined) return readTerms(pattern);
  const holds = readSelector(selector, pattern);
  return (message) => {
    const line = readJson(message);
    return line !== undefined && holds(line);
  };
}

function readTerms(pattern: string): Matches {
  const terms = [...pattern.matchAll(/(\??)(?:"([^"]*)"|([^\s"]+))/g)].map(([, optional, quoted, word]) => ({
    optional: optional === '?',
    text: quoted ?? word ?? '',
  }));
  const optional = terms.filter((term) => term.optional);
  const required = terms.filter((term) => !term.optional);
  // Beside terms that have to occur, those that may do not count.
  return (message) =>
    required.length > 0 || optional.length === 0
      ? required.every(({ text }) => message.includes(text))
      : optional.some(({ text }) => message.includes(text));
}

function readSelector(selector: string, pattern: string): Holds {
  const tokens = [
    ...selector.matchAll(/\s*(\$\.\w+|&&|\|\||!=|=|\(|\)|NOT EXISTS|EXISTS|"[^"]*"|%[^%]*%|\S)/g),
  ].map(([, token]) => token ?? '');
  let at = 0;
  const next = (): string => tokens[at++] ?? '';
  const either = (): Holds => chain(both, '||', (all, line) => all.some((holds) => holds(line)));
  const both = (): Holds => chain(single, '&&', (all, line) => all.every((holds) => holds(line)));
  const chain = (part: () => Holds, operator: string, join: (all: Holds[], line: Line) => boolean): Holds => {
    const all = [part()];
    while (tokens[at] === operator) {
      at += 1;
      all.push(part());
    }
    return (line) => join(all, line);
  };
  const single = (): Holds => {
    const token = next();
    if (token === '(') {
      const inner = either();
      if (next() !== ')') throw invalid(pattern);
      return inner;
    }
    const member = token.match(/^\$\.(\w+)$/)?.[1];
    if (member === undefined) throw invalid(pattern);
    switch (next()) {
      case 'EXISTS':
        return (line) => line[member] !== undefined;
      case 'NOT EXISTS':
        return (line) => line[member] === undefined;
      case '=':
        return comparison(member, next(), pattern);
      case '!=': {
        const equal = comparison(member, next(), pattern);
        return (line) => !equal(line);
      }
      default:
        throw invalid(pattern);
    }
  };
  const holds = either();
  if (at < tokens.length) throw invalid(pattern);
  return holds;
}

function comparison(member: string, value: string, pattern: string): Holds {
  const text = value.match(/^"([^"]*)"$/)?.[1];
  // AWS allows no group, and of the other characters these alone.
  const expression = value.match(/^%([\w#=@/;,\-^$?[\]{}|\\*+.]+)%$/)?.[1] ?? '';
  if (text === undefined && expression === '') throw invalid(pattern);
  const likeness =
    text === undefined
      ? new RegExp(expression)
      : new RegExp(`^${text.split('*').map(literal).join('.*')}$`, 's');
  return (line) => line[member] !== undefined && likeness.test(String(line[member]));
}

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

const invalid = (pattern: string): ServiceError =>
  new ServiceError('InvalidParameterException', `Invalid filter pattern: ${pattern}`);

function readJson(text: string): Line | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
