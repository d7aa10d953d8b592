import { type DefaultTreeAdapterTypes, parse, serialize } from 'parse5';
import { channelsOf, invertColor } from './invert-color.ts';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/**
 * What mail clients do to an email before they show it, simulated as far as their makers or their source tell. Each is
 * a stand-in for the worst that a reader may see, not for one product's every version.
 */
export const mailClients = {
  'as it is sent': (document: Element) => document,
  /** Gmail for accounts of other providers: no head, no style element, no classes. */
  'without styles': (document: Element) =>
    changeElements(document, (element) => {
      remove(element, ({ tagName }) => tagName === 'style' || tagName === 'head');
      unset(element, 'class');
    }),
  /** Most clients, until their reader trusts a sender. */
  'without pictures': (document: Element) =>
    changeElements(document, (element) => {
      if (element.tagName === 'img') set(element, { name: 'src', value: 'data:,' });
    }),
  /** Gmail's and Outlook's apps: the email's own dark design unused, every colour but those of pictures turned over. */
  inverted: (document: Element) => changeElements(document, invert),
  /** Outlook.com: the same, and it says so with attributes that styles can ask for. */
  'inverted by Outlook.com': (document: Element) => {
    changeElements(document, invert);
    return changeElements(document, (element) => {
      if (element.tagName !== 'html') return;
      set(element, { name: 'data-ogsc', value: '' });
      set(element, { name: 'data-ogsb', value: '' });
    });
  },
  /**
   * Thunderbird's dark message mode, as its DarkReader.mjs does it: the email's own dark design unused, light inline
   * surfaces removed, and dark writing made light on its own near black. Styles can ask for it by a class.
   */
  'Thunderbird in dark': (document: Element) =>
    changeElements(document, (element) => {
      removeLightSurfaces(element);
      if (element.tagName !== 'body') return;
      const own = element.attrs.find(({ name }) => name === 'class')?.value ?? '';
      set(element, { name: 'class', value: `${own} moz-text-html`.trim() });
    }),
} as const satisfies Record<string, (document: Element) => Element>;

export type MailClient = keyof typeof mailClients;

/** An email's HTML as a client shows it. */
export function asShownBy(client: MailClient, html: string): string {
  const document = parse(html);
  const root = document.childNodes.find((node) => 'tagName' in node && node.tagName === 'html');
  mailClients[client](root as Element);
  const dark = client.startsWith('inverted') || client === 'Thunderbird in dark';
  return dark
    ? serialize(document)
        .replaceAll('(prefers-color-scheme: dark)', 'not all')
        .replace('</head>', `<style>:root{color-scheme:dark;background:#18181b;color:#f4f4f5}</style></head>`)
    : serialize(document);
}

function changeElements(node: Element, change: (element: Element) => void): Element {
  change(node);
  for (const child of node.childNodes) if ('tagName' in child) changeElements(child, change);
  return node;
}

function remove({ childNodes }: Element, isUnwanted: (element: Element) => boolean): void {
  const kept = childNodes.filter((child: Node) => !('tagName' in child && isUnwanted(child)));
  childNodes.splice(0, childNodes.length, ...kept);
}

function unset(element: Element, name: string): void {
  element.attrs = element.attrs.filter((attribute) => attribute.name !== name);
}

function set(element: Element, { name, value }: { readonly name: string; readonly value: string }): void {
  unset(element, name);
  element.attrs.push({ name, value });
}

function invert(element: Element): void {
  for (const attribute of element.attrs) {
    if (attribute.name === 'style') {
      attribute.value = attribute.value
        .split(';')
        .map((rule) => (rule.includes('gradient') ? rule : rule.replace(/#[\da-f]{6}\b/gi, invertColor)))
        .join(';');
    } else if (attribute.name === 'bgcolor') {
      attribute.value = invertColor(attribute.value);
    }
  }
}

function removeLightSurfaces(element: Element): void {
  const style = element.attrs.find(({ name }) => name === 'style');
  const background = style?.value.match(/background(?:-color)?:\s*(#[\da-f]{6})/i)?.[1];
  const color = style?.value.match(/(?:^|;)\s*color:\s*(#[\da-f]{6})/i)?.[1];
  if (style && background && brightness(background) > 200) {
    style.value = style.value.replace(/background(?:-color)?:[^;]*;?/gi, '');
    unset(element, 'bgcolor');
  }
  // Beside a surface that stays, writing is taken to be meant as it is.
  const hasSurface = /background(?:-color)?:/i.test(style?.value ?? '');
  if (style && color && !hasSurface && brightness(color) < 128) {
    style.value = style.value.replace(/((?:^|;)\s*)color:[^;]*/i, '$1color:#f4f4f5');
  }
}

/** ITU-R BT.601's weights, 0 to 255. */
function brightness(color: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(color);
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}
