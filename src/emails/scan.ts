import { type HtmlToken, readTokens } from './html-tokens.ts';

/** Where in HTML or MJML a slot stands. `style` is a style attribute, `css` a style element. */
export type Position = 'text' | 'attribute' | 'url' | 'style' | 'css' | 'nowhere';

/** A slot as written: `{{name}}`, `{{#name}}`, `{{^name}}` or `{{/name}}`. */
export interface Tag {
  readonly kind: 'slot' | '#' | '^' | '/';
  readonly name: string;
  readonly position: Position;
  readonly start: number;
  /** The index after it. */
  readonly end: number;
}

const slotPattern = /\{\{([#^/]?)([^{}]*)\}\}/g;
const urlAttributes = new Set(['href', 'src', 'background', 'background-url', 'action']);
const styleAttributes =
  /^(?:style|align|text-align|bgcolor|direction|(?:inner-)?border(?:-\w+)*|(?:[a-z-]+-)?color)$/;

/** Finds every slot in HTML or MJML, and where each stands. */
export function scan(source: string): readonly Tag[] {
  const regions = readTokens(source).flatMap(regionsIn);
  let next = 0;
  return [...source.matchAll(slotPattern)].map(({ 0: whole, 1: kind, 2: name = '', index: start }) => {
    while ((regions[next]?.end ?? source.length) <= start) next += 1;
    const region = regions[next];
    // Directly after a <, it would be the name of an element.
    const known = region !== undefined && region.start <= start && source[start - 1] !== '<';
    return {
      kind: (kind || 'slot') as Tag['kind'],
      name: name.trim(),
      position: known ? region.position : 'nowhere',
      start,
      end: start + whole.length,
    };
  });
}

interface Region {
  readonly position: Position;
  readonly start: number;
  readonly end: number;
}

/** The parts of a token in which a slot may stand. */
function regionsIn(token: HtmlToken): readonly Region[] {
  if (token.kind === 'close') return [];
  if (token.kind !== 'open') return [{ position: token.kind, start: token.start, end: token.end }];
  return token.attributes
    .filter(({ quoted }) => quoted)
    .map(({ name, start, end }) => ({ position: positionIn(name), start, end }));
}

const positionIn = (attribute: string): Position =>
  urlAttributes.has(attribute) ? 'url' : styleAttributes.test(attribute) ? 'style' : 'attribute';
