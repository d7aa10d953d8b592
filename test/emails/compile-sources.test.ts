import { beforeAll, expect, test } from '@jest/globals';
import { readSources } from '../../src/emails/compile.ts';
import { compileSources } from '../../src/emails/compile-sources.ts';
import { lineAt } from '../../src/emails/diagnostic.ts';

const signUp = 'emails/sign-up.mjml';
const layout = 'emails/layout.mjml';
const english = 'emails/locales/en.json';
const german = 'emails/locales/de.json';

let sources: ReadonlyMap<string, string>;
beforeAll(async () => {
  sources = await readSources('emails');
});

/** What the build says after some files were changed. */
async function diagnosticsAfter(changes: Readonly<Record<string, (source: string) => string>>) {
  const changed = new Map(sources);
  for (const [file, change] of Object.entries(changes)) changed.set(file, change(changed.get(file) ?? ''));
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
  ['a value that may be absent', signUp, '{{#name}}', '', '{{/name}} closes nothing'],
  ['a section that never ends', signUp, '{{#link}}', '{{#link}}{{#name}}', '{{#link}} is never closed'],
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
  ['a slot with a brace too few', signUp, '{{code}}', '{{code}', 'holds the text "{{code}"'],
  [
    'what MJML refuses below the emails',
    layout,
    'padding="0">{{common',
    'x="0">{{common',
    '<mj-text>: Attribute x is',
  ],
  ['a broken layout', layout, '{{accentText}}', '{{inc}}', '{{inc}} is not a slot'],
  ['the code among the words', english, '"Hello,"', '"Hello {{code}},"', '"common.hello" holds {{code}}'],
  ['markup among the words', english, '"Hello,"', '"<b>Hello</b>"', '"common.hello" holds markup'],
  ['an empty text', english, '"Hello,"', '""', '"common.hello" holds no text'],
  [
    'a plural form too few',
    english,
    '{ "one": "{{n}} hour", ',
    '{ ',
    '"durations.hours" has the plural forms other',
  ],
  ['a plural form without a number', german, '{{n}} Tage', 'Tage', '"durations.days.other" is "Tage"'],
  [
    'a slot that English has not',
    german,
    '"Guten Tag,"',
    '"Guten Tag {{name}},"',
    '"common.hello" holds {{name}}',
  ],
  ['a slot left out', german, '{{lifetime}} gültig', 'gültig', '"common.codeLasts" holds no slot'],
  ['a key that English has not', german, '"hello"', '"Hello"', '"common.Hello" is not a key'],
])('the build refuses %s, naming file and line', async (_, file, from, to, what) => {
  const source = sources.get(file) ?? '';
  expect(source).toContain(from);
  const diagnostics = await diagnosticsAfter({ [file]: () => source.replace(from, () => to) });
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
  ['a missing key', german, '"hello": "Guten Tag,",', '', 'has no "common.hello"'],
  [
    'a file that is too large',
    signUp,
    '<mj-divider />',
    '<mj-divider />'.repeat(300),
    ' kB of HTML with emails/locales/',
  ],
])('the build refuses %s, naming the file', async (_, file, from, to, what) => {
  const diagnostics = await diagnosticsAfter({ [file]: (source) => source.replace(from, () => to) });
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
  const withWord = (source: string) => source.replace('"hello":', '"unused": "x", "hello":');
  const everywhere = [...sources.keys()].filter((file) => file.endsWith('.json'));
  const diagnostics = await diagnosticsAfter(Object.fromEntries(everywhere.map((file) => [file, withWord])));
  expect(diagnostics.map(({ what }) => what)).toEqual(['no email shows "common.unused"']);
});

test('a catalogue that is not JSON is one diagnostic, with its line', async () => {
  const diagnostics = await diagnosticsAfter({ [german]: (source) => source.replace('"hello":', '"hello"') });
  expect(diagnostics).toEqual([expect.objectContaining({ file: german, line: 4 })]);
});

test('everything wrong is said at once', async () => {
  const diagnostics = await diagnosticsAfter({
    [signUp]: (source) => source.replace('{{code}}', '{{pin}}').replace('{{words.intro}}', 'Hi'),
    [english]: (source) => source.replace('"hello"', '"hallo"'),
    [german]: (source) => source.replace('"other": "{{n}} Stunden"', '"few": "{{n}} Stunden"'),
  });
  expect(new Set(diagnostics.map(({ file }) => file)).size).toBeGreaterThan(3);
});

test('a missing file is reported by name', async () => {
  const { diagnostics } = await compileSources(new Map([...sources].filter(([file]) => file !== signUp)));
  expect(diagnostics).toContainEqual(expect.objectContaining({ file: signUp, what: 'is missing' }));
});
