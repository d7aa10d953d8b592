import { beforeAll, expect, test } from '@jest/globals';
import { compileSources } from '../../src/emails/compile-sources.ts';
import { lineAt } from '../../src/emails/diagnostic.ts';
import { readSources, type Sources } from '../../src/emails/sources.ts';

const signUp = 'sign-up.mjml';
const layout = 'layout.mjml';
const english = 'locales/en.json';
const german = 'locales/de.json';

let sources: Sources;
beforeAll(async () => {
  sources = await readSources('emails');
});

/** What the build says after some files were changed. */
async function diagnosticsAfter(changes: Readonly<Record<string, (source: string) => string>>) {
  const changed = new Map(sources);
  for (const [name, change] of Object.entries(changes)) {
    const file = `emails/${name}`;
    changed.set(name, { file, source: change(changed.get(name)?.source ?? '') });
  }
  return (await compileSources(changed)).diagnostics;
}

test('the emails are without diagnostic', async () => {
  const { diagnostics, module } = await compileSources(sources);
  expect(diagnostics).toEqual([]);
  expect(module).toContain('export const emails');
});

test.each([
  ['an unknown word', signUp, '{{words.intro}}', '{{words.intor}}', '{{words.intor}} has no words'],
  ['an unknown slot', signUp, '{{code}}', '{{pin}}', '{{pin}} is not a slot'],
  ['a slot where its type may not stand', signUp, '"{{link}}"', '"{{code}}"', '{{code}} stands as a link'],
  ['a colour as text', signUp, '{{words.intro}}', '{{accentText}}', '{{accentText}} stands as text'],
  ['a section that never began', signUp, '{{/link}}', '{{/link}}{{/name}}', '{{/name}} closes nothing'],
  [
    'words with a value that may be absent',
    signUp,
    '{{words.intro}}',
    '{{common.helloName}}',
    'holds {{givenName}}, which some emails lack',
  ],
  ['a section that never ends', signUp, '{{#link}}', '{{#link}}{{#name}}', '{{#link}} is never closed'],
  [
    'the code in words outside of the preheader',
    signUp,
    '{{words.intro}}',
    '{{common.preheaderWithCode}}',
    '{{common.preheaderWithCode}} holds the code',
  ],
  [
    'the code in every preheader',
    layout,
    '{{words.preheader}}{{/codeInPreview}}',
    '{{common.preheaderWithCode}}{{/codeInPreview}}',
    '{{common.preheaderWithCode}} holds the code',
  ],
  ['a section around what is always there', signUp, '{{#link}}', '{{#code}}', '{{#code}}: every email has'],
  ['a link that is not https', signUp, '"{{link}}"', '"http://a.example"', 'the link "http://a.example" is'],
  ['words outside the catalogues', signUp, '{{words.intro}}', 'Welcome!', 'holds the text "Welcome!"'],
  [
    'what MJML refuses',
    signUp,
    '<mj-divider',
    '<mj-divider colour="red"',
    '<mj-divider>: Attribute colour is',
  ],
  [
    'an element that never ends',
    signUp,
    '{{words.notYou}}</mj-text>',
    '{{words.notYou}}',
    '<mj-text> is never',
  ],
  [
    'words between elements, where nothing shows them',
    signUp,
    '<mj-divider />',
    '{{words.notYou}}<mj-divider />',
    '{{words.notYou}} stands between elements',
  ],
  [
    'a file to be included, which MJML does not',
    signUp,
    '<mj-divider />',
    '<mj-include path="footer.mjml" />',
    '<mj-include> brings nothing in',
  ],
  ['a slot with a brace too few', signUp, '{{code}}', '{{code}', 'holds the text "{{code}"'],
  ['a slot for the name of an element', signUp, '{{code}}', '<{{code}}>', 'holds the text "<'],
  [
    'what MJML refuses below the emails',
    layout,
    'padding="0">{{common',
    'x="0">{{common',
    '<mj-text>: Attribute x is',
  ],
  ['a broken layout', layout, '{{onAccentDark}}', '{{inc}}', '{{inc}} is not a slot'],
  ['the code among the words', english, '"Device"', '"Device {{code}}"', '"common.device" holds {{code}}'],
  ['markup among the words', english, '"Device"', '"<b>Device</b>"', '"common.device" holds markup'],
  ['an empty text', english, '"Device"', '""', '"common.device" holds no text'],
  ['a preheader for the code without it', german, 'lautet {{code}}', 'lautet so', 'needs {{code}} once'],
  ['a pattern that lacks a part', german, '(bis {{until}})', '', '"patterns.lifetimeUntil" holds'],
  [
    'a long title',
    german,
    '"E-Mail-Adresse bestätigen"',
    `"${'x'.repeat(71)}"`,
    'makes a title of 71 characters',
  ],
  [
    'a plural form too few',
    english,
    '{ "one": "{{n}} hour", ',
    '{ ',
    '"durations.hours" has the plural forms other',
  ],
  ['a plural form without a number', german, '{{n}} Tage', 'Tage', '"durations.days.other" is "Tage"'],
  ['a slot that English has not', german, '"Gerät"', '"Gerät {{name}}"', '"common.device" holds {{name}}'],
  [
    'a slot left out',
    german,
    'ist {{lifetime}} gültig.",\n    "never',
    'gilt.",\n    "never',
    '"common.codeLasts" holds no slot',
  ],
  ['a key that English has not', german, '"device"', '"Device"', '"common.Device" is not a key'],
])('the build refuses %s, naming file and line', async (_, name, from, to, what) => {
  const { file = '', source = '' } = sources.get(name) ?? {};
  expect(source).toContain(from);
  const diagnostics = await diagnosticsAfter({ [name]: () => source.replace(from, () => to) });
  const line = lineAt(source, source.indexOf(from));
  expect(diagnostics).toContainEqual(
    expect.objectContaining({ file, line, what: expect.stringContaining(what), fix: expect.any(String) }),
  );
});

test.each([
  ['a code that is not there', signUp, '{{code}}', '', '{{code}} stands 0 times in the html part'],
  ['a second code', signUp, '{{code}}', '{{code}} {{code}}', '{{code}} stands 2 times in the text part'],
  [
    'a code that may be hidden',
    signUp,
    '{{code}}',
    '{{#link}}{{code}}{{/link}}',
    'of the html part is in a section',
  ],
  ['a layout without a place for the emails', layout, '{{content}}', '', 'has no place for the emails'],
  [
    'a layout with two places for the emails',
    layout,
    '{{content}}',
    '{{content}}{{content}}',
    'has more than one place for the emails',
  ],
  ['a missing key', german, '"device": "Gerät",', '', 'has no "common.device"'],
  [
    'a file that is too large',
    signUp,
    '<mj-divider />',
    '<mj-divider />'.repeat(300),
    ' kB of HTML with emails/locales/',
  ],
])('the build refuses %s, naming the file', async (_, name, from, to, what) => {
  const file = `emails/${name}`;
  const diagnostics = await diagnosticsAfter({ [name]: (source) => source.replace(from, () => to) });
  expect(diagnostics).toContainEqual(expect.objectContaining({ file, what: expect.stringContaining(what) }));
});

test('a subject has at most 78 characters', async () => {
  const long = (length: number) => (source: string) =>
    source.replace('Your sign-in code for', 'x'.repeat(length - ' '.length - 20));
  expect(await diagnosticsAfter({ [english]: long(78) })).toEqual([]);
  expect(await diagnosticsAfter({ [english]: long(79) })).toEqual([
    expect.objectContaining({ what: expect.stringContaining('a subject of 79 characters') }),
  ]);
});

test('a word that no email shows is refused', async () => {
  const withWord = (source: string) => source.replace('"device":', '"unused": "x", "device":');
  const everywhere = [...sources.keys()].filter((file) => file.endsWith('.json'));
  const diagnostics = await diagnosticsAfter(Object.fromEntries(everywhere.map((file) => [file, withWord])));
  expect(diagnostics.map(({ what }) => what)).toEqual(['no email shows "common.unused"']);
});

test('a catalogue that is not JSON is one diagnostic, with its line', async () => {
  const diagnostics = await diagnosticsAfter({
    [german]: (source) => source.replace('"codeLasts":', '"codeLasts"'),
  });
  expect(diagnostics).toEqual([expect.objectContaining({ file: `emails/${german}`, line: 5 })]);
});

test('everything wrong is said at once', async () => {
  const diagnostics = await diagnosticsAfter({
    [signUp]: (source) => source.replace('{{code}}', '{{pin}}').replace('{{words.intro}}', 'Hi'),
    [english]: (source) => source.replace('"device"', '"divice"'),
    [german]: (source) => source.replace('"other": "{{n}} Stunden"', '"few": "{{n}} Stunden"'),
  });
  expect(new Set(diagnostics.map(({ file }) => file)).size).toBeGreaterThan(3);
});

test('a missing file is reported by name', async () => {
  const { diagnostics } = await compileSources(new Map([...sources].filter(([file]) => file !== signUp)));
  expect(diagnostics).toContainEqual(
    expect.objectContaining({ file: `emails/${signUp}`, what: 'is missing' }),
  );
});

test('a text that is refused is not reported as missing too', async () => {
  const diagnostics = await diagnosticsAfter({
    [german]: (source) => source.replace('"Gerät"', '"<b>Gerät</b>"'),
  });
  expect(diagnostics.map(({ what }) => what)).toEqual(['"common.device" holds markup']);
});

test('a catalogue that is named after no language is one diagnostic', async () => {
  const source = sources.get(german)?.source ?? '';
  const diagnostics = await diagnosticsAfter({ 'locales/german_at_home.json': () => source });
  expect(diagnostics.map(({ what }) => what)).toEqual(['is named after no language']);
});
