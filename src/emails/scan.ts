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

const slotPattern = /\{\{([#^/]?)([^{}]*)\}\}/y;
const urlAttributes = new Set(['href', 'src', 'background', 'background-url', 'action']);
const styleAttributes =
  /^(?:style|align|text-align|bgcolor|direction|(?:inner-)?border(?:-\w+)*|(?:[a-z-]+-)?color)$/;

/** Finds every slot in HTML or MJML, and where each stands. */
export function scan(source: string): readonly Tag[] {
  const tags: Tag[] = [];
  let state: 'text' | 'tag' | 'value' | 'css' | 'comment' = 'text';
  let element = '';
  let attribute = '';
  let quote = '';
  for (let index = 0; index < source.length; index += 1) {
    slotPattern.lastIndex = index;
    const found = source[index] === '{' ? slotPattern.exec(source) : null;
    if (found) {
      const position =
        state === 'value' ? positionIn(attribute) : state === 'text' || state === 'css' ? state : 'nowhere';
      const kind = (found[1] || 'slot') as Tag['kind'];
      tags.push({ kind, name: (found[2] ?? '').trim(), position, start: index, end: slotPattern.lastIndex });
      index = slotPattern.lastIndex - 1;
      continue;
    }
    const character = source[index];
    if (state === 'text' && character === '<') {
      if (/^<!--(?!\[if|>)/.test(source.slice(index, index + 8)) && !source.startsWith('<!--<!', index)) {
        state = 'comment';
      } else if (source.startsWith('<!', index)) {
        // A conditional comment's content is HTML to Outlook; only its delimiters are skipped.
        index = source.indexOf('>', index);
        if (source.startsWith('<!-->', index + 1)) index += 5;
      } else {
        state = 'tag';
        element = source.slice(index + 1, index + 40).match(/^\/?[\w-]+/)?.[0] ?? '';
      }
    } else if (state === 'comment' && source.startsWith('-->', index)) {
      state = 'text';
      index += 2;
    } else if (state === 'css' && source.startsWith('</', index)) {
      state = 'tag';
      element = '';
    } else if (state === 'tag' && (character === '"' || character === "'")) {
      state = 'value';
      quote = character;
      attribute = source.slice(Math.max(0, index - 60), index).match(/([\w:-]+)\s*=\s*$/)?.[1] ?? '';
    } else if (state === 'value' && character === quote) {
      state = 'tag';
    } else if (state === 'tag' && character === '>') {
      state = /^(?:mj-)?style$/.test(element) ? 'css' : 'text';
    }
  }
  return tags;
}

const positionIn = (attribute: string): Position =>
  urlAttributes.has(attribute) ? 'url' : styleAttributes.test(attribute) ? 'style' : 'attribute';
