import type { MjmlNode } from 'mjml-core';
import { readTokens } from '../html-tokens.ts';

/**
 * The text part of an email, its slots still in it: the same words and values in the same order as its MJML.
 * A paragraph each for `mj-text`, a label and its address for `mj-button` and links, a line for each row of
 * `mj-table`; elements of the class `html-only` are left out.
 */
export function textPart(tree: MjmlNode): string {
  const body = tree.children?.find(({ tagName }) => tagName === 'mj-body');
  return body ? blocks(body) : '';
}

function blocks(node: MjmlNode): string {
  const { tagName, attributes, content = '', children = [] } = node;
  if (`${attributes['css-class']} ${attributes['mj-class']}`.includes('html-only')) return '';
  switch (tagName) {
    case 'mj-text':
      return paragraph(inline(content));
    case 'mj-button':
      return paragraph(`${inline(content)}\n${attributes['href'] ?? ''}`);
    case 'mj-table':
      return `${rows(content).trimStart()}\n`;
    case 'mj-raw':
      return /^\s*\{\{[#^/]/.test(content) ? content.trim() : '';
    default:
      return children.map(blocks).join('');
  }
}

const paragraph = (text: string): string => (text.trim() ? `${text.trim()}\n\n` : '');

/** A row whose cells are a label and a value becomes `label: value`; a single cell stays as it is. */
function rows(content: string): string {
  let text = '';
  let cellEnd: number | undefined;
  let trims = false;
  for (const token of readTokens(content)) {
    const name = 'name' in token ? token.name : '';
    if (token.kind === 'text') {
      const words = collapsed(content.slice(token.start, token.end));
      text += trims ? words.trimStart() : words;
    } else if (name === 'tr') {
      text = text.replace(/ +$/, '') + (token.kind === 'close' ? '\n' : '');
    } else if (token.kind === 'open' && name === 'td' && cellEnd !== undefined) {
      if (text.slice(cellEnd).trim() === '')
        text = `${text.slice(0, cellEnd).replace(/ +$/, '')}{{common.colon}}`;
    }
    if (token.kind !== 'text')
      cellEnd = token.kind === 'close' && /^t[dh]$/.test(name) ? text.length : undefined;
    trims = name === 'tr';
  }
  return withoutSpaceAroundMarks(text);
}

/** A link reads "label, new line, address", unless its label is the address itself; that is then written whole. */
function inline(content: string): string {
  let text = '';
  let link: { href: string; at: number } | undefined;
  for (const token of readTokens(content)) {
    if (token.kind === 'text') text += collapsed(content.slice(token.start, token.end));
    else if (token.kind === 'open' && token.name === 'br') text += '\n';
    else if (token.kind === 'open' && token.name === 'a') {
      const href = token.attributes.find(({ name }) => name === 'href')?.value;
      link = href === undefined ? undefined : { href, at: text.length };
    } else if (token.kind === 'close' && token.name === 'a' && link) {
      const label = text.slice(link.at);
      const written = /^\{\{(?:words|common)\./.test(label)
        ? `${label}\n${link.href}`
        : label.replace('{{support}}', '{{supportAddress}}');
      text = text.slice(0, link.at) + written;
      link = undefined;
    }
  }
  return withoutSpaceAroundMarks(text);
}

/** Entities are spaces that do not break, or none at all. */
const collapsed = (text: string): string => text.replace(/(?:\s|&[\w#]+;)+/g, ' ');

const withoutSpaceAroundMarks = (text: string): string => text.replace(/ ?(\{\{[#^/][^{}]*\}\}) ?/g, '$1');
