import { type DefaultTreeAdapterTypes, parse, serialize } from 'parse5';

/**
 * Elements that make Chromium connect to a host before it asks any policy whether it may: to one that a `link` names, or
 * that a frame would come from. No mail program shows any of them.
 */
const dropped: ReadonlySet<string> = new Set([
  'link',
  'base',
  'script',
  'iframe',
  'frame',
  'object',
  'embed',
]);

/** An email's HTML without what a policy comes too late for; all else is left to the policy that it is shown under. */
export function inert(html: string): string {
  const document = parse(html);
  clean(document);
  return serialize(document);
}

function clean(node: DefaultTreeAdapterTypes.ParentNode): void {
  node.childNodes = node.childNodes.filter((child) => !dropped.has(child.nodeName) && !isRefresh(child));
  for (const child of node.childNodes) {
    if ('content' in child) clean(child.content);
    if ('childNodes' in child) clean(child);
  }
}

/** A `meta` that sends its reader elsewhere. */
const isRefresh = (node: DefaultTreeAdapterTypes.ChildNode): boolean =>
  node.nodeName === 'meta' &&
  'attrs' in node &&
  node.attrs.some(({ name, value }) => name === 'http-equiv' && value.trim().toLowerCase() === 'refresh');
