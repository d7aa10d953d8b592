import type { MjmlNode } from 'mjml-core';

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
const rows = (content: string): string =>
  content
    .replace(/(?:\s|&[\w#]+;)+/g, ' ')
    .replace(/\s*<\/t[dh]>\s*<td\b[^>]*>/g, '{{common.colon}}')
    .replace(/\s*<tr\b[^>]*>\s*/g, '')
    .replace(/\s*<\/tr>\s*/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/ ?(\{\{[#^/][^{}]*\}\}) ?/g, '$1');

/** A link reads "label, new line, address", unless its label is the address itself; that is then written whole. */
const inline = (content: string): string =>
  content
    .replace(/(?:\s|&[\w#]+;)+/g, ' ')
    .replace(/<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)<\/a>/g, (_, href: string, label: string) =>
      /^\{\{(?:words|common)\./.test(label)
        ? `${label}\n${href}`
        : label.replace('{{support}}', '{{supportAddress}}'),
    )
    .replace(/<br\s*\/?>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/ ?(\{\{[#^/][^{}]*\}\}) ?/g, '$1');
