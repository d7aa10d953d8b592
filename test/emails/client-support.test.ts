import { expect, test } from '@jest/globals';
import { caniemail } from 'caniemail';
import { render } from '../../src/sender/render/render.ts';
import { stems } from '../../src/trigger-source.ts';
import { buildContent } from '../support/content.ts';

const clients = [
  'apple-mail.macos',
  'apple-mail.ios',
  'gmail.desktop-webmail',
  'gmail.ios',
  'gmail.android',
  'gmail.mobile-webmail',
  'outlook.windows',
  'outlook.windows-mail',
  'outlook.macos',
  'outlook.ios',
  'outlook.android',
  'yahoo.desktop-webmail',
  'yahoo.ios',
  'yahoo.android',
  'aol.desktop-webmail',
  'samsung-email.android',
  'protonmail.desktop-webmail',
  'protonmail.ios',
  'fastmail.desktop-webmail',
  'hey.desktop-webmail',
  'mail-ru.desktop-webmail',
  'orange.desktop-webmail',
] as const;

const inline = 'The light design is inline; only dark mode, phone widths and rounding are in style elements.';

/**
 * What some of these clients do not support by the data of caniemail.com, and why the emails use it all the same.
 * A feature or a client that is not here, or is here and no longer lacking, fails the test.
 */
const accepted: readonly (readonly [feature: string, clients: string, because: string])[] = [
  ['!important keyword', 'orange.desktop-webmail', 'Dark mode only.'],
  [
    '<body> element',
    'outlook.macos yahoo.ios yahoo.android protonmail.desktop-webmail protonmail.ios fastmail.desktop-webmail mail-ru.desktop-webmail',
    'The element inside it has the same background, language and direction.',
  ],
  ['<style> element', 'gmail.mobile-webmail', inline],
  ['@media', 'gmail.mobile-webmail outlook.windows outlook.windows-mail', inline],
  [
    'Attribute selector',
    'gmail.mobile-webmail outlook.windows outlook.windows-mail protonmail.desktop-webmail protonmail.ios',
    'Only Korean words break anywhere there.',
  ],
  [
    'Chaining selectors',
    'gmail.mobile-webmail outlook.windows outlook.windows-mail protonmail.desktop-webmail protonmail.ios',
    inline,
  ],
  ['Class selector', 'gmail.mobile-webmail protonmail.desktop-webmail protonmail.ios', inline],
  ['Descendant combinator', 'gmail.mobile-webmail protonmail.desktop-webmail protonmail.ios', inline],
  [
    'ID selector',
    'gmail.mobile-webmail protonmail.desktop-webmail protonmail.ios',
    "MJML's own, for Outlook.",
  ],
  ['Type selector', 'gmail.mobile-webmail protonmail.desktop-webmail protonmail.ios', inline],
  [
    'aria-hidden attribute',
    'outlook.windows-mail yahoo.desktop-webmail yahoo.ios yahoo.android aol.desktop-webmail hey.desktop-webmail orange.desktop-webmail',
    'The initial is read before the name.',
  ],
  [
    'aria-label attribute',
    'outlook.windows-mail yahoo.desktop-webmail yahoo.ios yahoo.android aol.desktop-webmail hey.desktop-webmail orange.desktop-webmail',
    'The heading is read instead.',
  ],
  [
    'background-image',
    'outlook.windows outlook.windows-mail',
    'A gradient in one colour behind the logo, for clients that invert colours.',
  ],
  ['border-radius', 'outlook.windows outlook.windows-mail orange.desktop-webmail', 'Square corners.'],
  [
    'color-scheme CSS property',
    'gmail.desktop-webmail gmail.ios gmail.android gmail.mobile-webmail outlook.windows outlook.macos outlook.ios outlook.android yahoo.desktop-webmail yahoo.ios yahoo.android aol.desktop-webmail protonmail.ios fastmail.desktop-webmail hey.desktop-webmail mail-ru.desktop-webmail',
    'They stay light, or turn the colours over themselves.',
  ],
  [
    'color-scheme meta tag',
    'apple-mail.ios gmail.desktop-webmail gmail.ios gmail.android gmail.mobile-webmail outlook.windows outlook.windows-mail outlook.macos outlook.ios outlook.android yahoo.desktop-webmail yahoo.ios yahoo.android aol.desktop-webmail samsung-email.android protonmail.desktop-webmail protonmail.ios fastmail.desktop-webmail hey.desktop-webmail mail-ru.desktop-webmail',
    'The same; Apple Mail on iOS reads the property.',
  ],
  [
    'display:none',
    'gmail.mobile-webmail',
    'The preheader and its filler are also 1px, of no height and transparent.',
  ],
  ['height attribute', 'hey.desktop-webmail', "A logo's style has the height too."],
  [
    'height property',
    'yahoo.desktop-webmail yahoo.ios yahoo.android aol.desktop-webmail',
    "A logo's and the initial's attributes have the height too.",
  ],
  ['lang attribute', 'hey.desktop-webmail orange.desktop-webmail', 'Read with the voice of the reader.'],
  [
    'max-height property',
    'outlook.windows outlook.windows-mail',
    'Only of the preheader, which display hides.',
  ],
  [
    'opacity',
    'gmail.mobile-webmail outlook.windows outlook.windows-mail aol.desktop-webmail mail-ru.desktop-webmail orange.desktop-webmail',
    'One of four ways in which the preheader is hidden.',
  ],
  [
    'outline',
    'outlook.windows outlook.windows-mail orange.desktop-webmail',
    "MJML's own: no outline around pictures.",
  ],
  [
    'overflow',
    'outlook.windows outlook.windows-mail',
    'Only clips corners, and the preheader that display hides.',
  ],
  [
    'role attribute',
    'outlook.windows-mail hey.desktop-webmail orange.desktop-webmail',
    'Tables of the layout are announced as tables.',
  ],
  [
    'system-ui, ui-serif, ui-sans-serif, ui-rounded, ui-monospace',
    'outlook.windows outlook.windows-mail',
    'Outlook has fonts of its own in a conditional comment.',
  ],
  ['table-layout', 'outlook.windows outlook.windows-mail', "MJML's own: automatic, as it is anyway."],
  ['text-decoration', 'protonmail.ios', 'A button is underlined.'],
  [
    'white-space',
    'outlook.windows outlook.windows-mail samsung-email.android',
    'Labels may break; spaces in a row in a temporary password are one, but not in the text part.',
  ],
  ['width attribute', 'hey.desktop-webmail', 'Widths are in styles too.'],
  [
    'word-break',
    'outlook.windows-mail yahoo.desktop-webmail yahoo.ios yahoo.android aol.desktop-webmail',
    'A very long password or user name widens the card.',
  ],
];

/** Feature → the clients that lack it, for emails that show everything they can and for those that show the least. */
function unsupported(): ReadonlyMap<string, string> {
  const lacking = new Map<string, Set<string>>();
  const brand = {
    logoUrl: 'https://cdn.example.com/logo.png',
    logoUrlDark: 'https://cdn.example.com/dark.png',
    footer: 'Acme Ltd',
    supportUrl: 'https://help.example.com/',
    links: new Map(stems.map((stem) => [stem, 'https://app.example.com/?u={username}'] as const)),
  };
  for (const email of stems.flatMap((stem) => [buildContent(stem), buildContent(stem, { brand })])) {
    const { errors } = caniemail({ clients: [...clients], html: render(email).html }).issues;
    for (const [client, issues] of errors) {
      for (const { title } of issues) lacking.set(title, (lacking.get(title) ?? new Set()).add(client));
    }
  }
  const inOrder = (found: ReadonlySet<string>) => clients.filter((client) => found.has(client)).join(' ');
  return new Map([...lacking].map(([feature, found]) => [feature, inOrder(found)]));
}

test('the major mail clients support what the emails use, but for a list of accepted exceptions', () => {
  expect(Object.fromEntries(unsupported())).toEqual(
    Object.fromEntries(accepted.map(([feature, clients]) => [feature, clients])),
  );
});
