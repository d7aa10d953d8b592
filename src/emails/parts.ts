import type { Part, Place } from '../sender/render/interpolate.ts';
import { slotType } from '../sender/render/slots.ts';
import type { Stem } from '../trigger-source.ts';
import { wordKey } from './check/check-source.ts';
import { remake } from './remake.ts';
import { scan, type Tag } from './scan.ts';

/** What all emails share: each literal and each word once, found by its number. */
export interface Pool {
  numberOf(entry: string): number;
  readonly entries: readonly string[];
}

export function createPool(): Pool {
  const numbers = new Map<string, number>();
  return {
    numberOf(entry) {
      const number = numbers.get(entry) ?? numbers.size;
      numbers.set(entry, number);
      return number;
    },
    get entries() {
      return [...numbers.keys()];
    },
  };
}

/** What `toParts` needs besides the text. */
export interface Context {
  readonly stem: Stem;
  readonly part: 'html' | 'subject' | 'plain';
  readonly literals: Pool;
  readonly words: Pool;
}

const tagsOf = remake(scan);

/** Cuts a part of an email at its slots and sections. Its slots have been checked before. */
export function toParts(source: string, { stem, part, literals, words }: Context): readonly Part[] {
  const levels: Part[][] = [[]];
  const add = (piece: Part) => levels.at(-1)?.push(piece);
  let last = 0;
  for (const tag of [...tagsOf(`${stem} ${part}`, source), undefined]) {
    const literal = source.slice(last, tag?.start);
    if (literal) add(literals.numberOf(literal));
    if (!tag) break;
    last = tag.end;
    if (tag.kind === '#' || tag.kind === '^') {
      const inner: Part[] = [];
      add([tag.kind, tag.name, inner]);
      levels.push(inner);
    } else if (tag.kind === '/') {
      levels.pop();
    } else {
      const key = wordKey(tag.name, stem);
      add([part === 'html' ? placeOf(tag) : part, key === undefined ? tag.name : words.numberOf(key)]);
    }
  }
  return levels[0] ?? [];
}

function placeOf({ name, position }: Tag): Place {
  const type = slotType(name);
  if (type === 'identifier' && position === 'text') return 'identifier';
  if (position === 'style' || position === 'css') return type === 'color' ? 'color' : 'keyword';
  return type === 'keyword' ? 'keyword' : position === 'url' || position === 'attribute' ? position : 'text';
}

/** How often a value stands in a part, and whether any of them is inside a section. */
export function occurrences(
  parts: readonly Part[],
  slot: string,
  { inside = false }: { readonly inside?: boolean } = {},
): { count: number; hidden: boolean } {
  let count = 0;
  let hidden = false;
  for (const part of parts) {
    if (typeof part === 'number') continue;
    if (part.length === 3) {
      const inner = occurrences(part[2], slot, { inside: true });
      count += inner.count;
      hidden ||= inner.hidden;
    } else if (part[1] === slot) {
      count += 1;
      hidden ||= inside;
    }
  }
  return { count, hidden };
}
