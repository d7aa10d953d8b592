import type { DefaultTreeAdapterTypes } from 'parse5';
import { parse } from 'parse5';
import type { Email } from '../../sender/render/content.ts';

/** What an inbox, a lock screen or a watch shows of an email that nobody has opened. */
export interface Notification {
  readonly from: string;
  readonly subject: string;
  /** The first 90 characters of what is in the body, hidden or not. */
  readonly preview: string;
}

export function notificationOf(
  { subject, html }: Pick<Email, 'subject' | 'html'>,
  from: string,
): Notification {
  const text = textOf(parse(html)).replace(/\s+/g, ' ').trim();
  return { from, subject, preview: [...text].slice(0, 90).join('').trim() };
}

function textOf(node: DefaultTreeAdapterTypes.Node): string {
  if (node.nodeName === '#text') return `${(node as DefaultTreeAdapterTypes.TextNode).value} `;
  if ('tagName' in node && /^(?:head|style|title)$/.test(node.tagName)) return '';
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}
