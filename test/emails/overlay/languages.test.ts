import { describe, expect, test } from '@jest/globals';
import { lineAt } from '../../../src/emails/diagnostic.ts';
import { buildOverlay, ours, textsOf } from '../../support/overlay.ts';

const heading = { 'sign-up': { heading: 'Welcome here' } };
const wordsOf = (locale: string) => JSON.parse(ours.get(`locales/${locale}.json`)?.source ?? '');

describe('a language with one text', () => {
  test.each([
    ['en-GB', 'en', 'Your sign-in code'],
    ['de-AT', 'de', 'Passwort zurücksetzen'],
    ['pt-PT', 'pt-BR', 'Redefina sua senha'],
    ['zh-HK', 'zh-TW', '重設密碼'],
    ['zh-SG', 'zh-CN', '重置密码'],
    ['pl', 'en', 'Your sign-in code'],
    ['sr-Latn', 'en', 'Your sign-in code'],
  ])('%s has the other texts of %s', async (locale, below, text) => {
    const built = await buildOverlay({ [`locales/${locale}.json`]: heading });
    expect(built.diagnostics).toEqual([]);
    const texts = textsOf(built, locale);
    expect(texts).toContain('Welcome here');
    expect(texts).toContain(text);
    expect(texts.length).toBe(textsOf(built, below).length);
    expect(built.notes).toEqual([
      expect.objectContaining({
        file: `our-emails/locales/${locale}.json`,
        what: expect.stringMatching(
          new RegExp(
            `^\\d+ of \\d+ texts are those of ${below}: durations\\.\\*, common\\.\\*, .*sign-up\\.subject, `,
          ),
        ),
      }),
    ]);
    expect(built.notes[0]?.what).not.toContain('\n');
    expect(built.notes[0]?.what).not.toContain('sign-up.heading');
  });

  test('counts what falls back', async () => {
    const all = Object.values(wordsOf('en')).flatMap((section) => Object.keys(section as object)).length;
    const { notes } = await buildOverlay({ 'locales/pl.json': heading });
    expect(notes[0]?.what).toContain(`${all - 1} of ${all} texts are those of en: `);
  });

  test('has our numbers in its own plural forms', async () => {
    const built = await buildOverlay({
      'locales/pl.json': { ...heading, durations: { hours: { one: '{{n}} godzina', few: '{{n}} godziny' } } },
    });
    expect(built.diagnostics).toEqual([]);
    const line = built.module.split('\n').find((each) => each.startsWith('  "pl": ')) ?? '';
    expect(line).toContain('"minutes":{"one":"{{n}} minute","few":"{{n}} minutes","many":"{{n}} minutes"');
    expect(line).toContain('"hours":{"one":"{{n}} godzina","few":"{{n}} godziny","many":"{{n}} hours"');
    expect(built.notes[0]?.what).toContain('durations.*');
  });

  test('falls back to the overlay’s own words of the language below', async () => {
    const built = await buildOverlay({
      'locales/nl-BE.json': heading,
      'locales/nl.json': { 'resend-code': { heading: 'Uw nieuwe code' } },
      'locales/en.json': { authentication: { heading: 'Come in' } },
      'locales/en-GB.json': heading,
    });
    expect(built.diagnostics).toEqual([]);
    expect(textsOf(built, 'nl-BE')).toContain('Uw nieuwe code');
    expect(textsOf(built, 'nl-BE')).toContain('Come in');
    expect(textsOf(built, 'en-GB')).toContain('Come in');
    expect(textsOf(built, 'de')).not.toContain('Come in');
  });

  test('has a brand’s words of the language below', async () => {
    const { diagnostics, module } = await buildOverlay({
      'locales/en-GB.json': heading,
      'brands.json': [{ clientIds: ['x'], name: 'Harbour' }],
      'brands/harbour/locales/en.json': { authentication: { heading: 'Harbour’s code' } },
    });
    expect(diagnostics).toEqual([]);
    const harbour = module.split('\n').find((line) => line.startsWith('  "harbour": ')) ?? '';
    expect(harbour.split('Harbour’s code')).toHaveLength(3);
  });

  test('is no language when it has none at all: nobody is told that English is Polish', async () => {
    const built = await buildOverlay({ 'locales/pl.json': {} });
    expect(built.diagnostics).toEqual([]);
    expect(() => textsOf(built, 'pl')).toThrow();
    expect(built.notes.map(({ what }) => what)).toEqual(['holds no text, so that there is no such language']);
  });
});

test('a slot may have spaces inside its braces, as in an .mjml file: the sender finds it without', async () => {
  const built = await buildOverlay({
    'locales/en.json': {
      'sign-up': { intro: 'Type this to join {{ appName }}:' },
      durations: { hours: { other: '{{ n }} h' } },
      patterns: { place: '{{ city }} ({{country }})' },
    },
  });
  expect(built.diagnostics).toEqual([]);
  const texts = textsOf(built, 'en');
  expect(texts).toContain('Type this to join {{appName}}:');
  expect(built.module).toContain('"hours":{"one":"{{n}} hour","other":"{{n}} h"}');
  expect(built.module).toContain('"place":"{{city}} ({{country}})"');
});

test('a whole language needs no other, and is told what is new of ours', async () => {
  const polish = { ...wordsOf('en') };
  const forms = (unit: string) =>
    Object.fromEntries(['one', 'few', 'many', 'other'].map((form) => [form, `{{n}} ${unit}`]));
  polish.durations = { minutes: forms('min'), hours: forms('godz.'), days: forms('dni') };
  expect((await buildOverlay({ 'locales/pl.json': polish })).notes).toEqual([]);
  const { heading: _, ...rest } = polish.authentication;
  const { notes } = await buildOverlay({ 'locales/pl.json': { ...polish, authentication: rest } });
  expect(notes.map(({ what }) => what)).toEqual([
    expect.stringMatching(/^1 of \d+ texts are those of en: authentication\.heading$/),
  ]);
});

describe('the build refuses, in one line, a catalogue that', () => {
  test.each([
    ['is null', 'locales/en.json', 'null', 'holds null'],
    ['is a list', 'locales/en.json', '[]', 'holds a list'],
    ['is a string', 'locales/de.json', '"x"', 'holds a string'],
    ['is a number, in a new language', 'locales/pl.json', '7', 'holds a number'],
    ['has a text for a section', 'locales/en.json', '{"sign-up": "x"}', '"sign-up" holds a string'],
    ['has null for a section', 'locales/en.json', '{"sign-up": null}', '"sign-up" holds null'],
    [
      'has a list for a text',
      'locales/en.json',
      '{"sign-up": {"heading": ["x"]}}',
      '"sign-up.heading" holds no text',
    ],
    [
      'has a text for a unit',
      'locales/de.json',
      '{"durations": {"hours": "x"}}',
      '"durations.hours" holds a string',
    ],
    [
      'has null for a form',
      'locales/de.json',
      '{"durations": {"hours": {"one": null}}}',
      '"durations.hours.one" holds no text',
    ],
    ['is empty', 'locales/en.json', '', 'is not JSON'],
    [
      'has a slot that is not closed',
      'locales/en.json',
      '{"sign-up": {"heading": "Hi {{appName"}}',
      '"sign-up.heading" holds "{{appName"',
    ],
    [
      'has a slot with a brace too many',
      'locales/en.json',
      '{"sign-up": {"heading": "Hi {{{appName}}}"}}',
      '"sign-up.heading" holds "{{{appName}}}"',
    ],
    [
      'has a slot with a brace too few',
      'locales/en.json',
      '{"sign-up": {"heading": "Hi {appName}"}}',
      '"sign-up.heading" holds "{appName}"',
    ],
    [
      'has an odd slot among its numbers',
      'locales/en.json',
      '{"durations": {"hours": {"other": "{{{n}}} h"}}}',
      '"durations.hours.other" holds "{{{n}}}"',
    ],
    [
      'has the code where it may not be',
      'locales/de.json',
      '{"sign-up": {"intro": "{{appName}}: {{code}}"}}',
      '"sign-up.intro" holds {{code}}',
    ],
    [
      'has a line break in a text',
      'locales/en.json',
      '{"sign-up": {"heading": "Welcome\\nhere"}}',
      '"sign-up.heading" holds U+000A, which no email shows',
    ],
    [
      'has marks of direction, which the sender leaves out',
      'locales/de.json',
      '{"durations": {"hours": {"other": "\u200f{{n}} h\u200e\u200e"}}}',
      '"durations.hours.other" holds U+200F, U+200E, which no email shows',
    ],
    ['is named in capitals', 'locales/EN.json', '{}', 'is not named as its language is written'],
    ['is named in small letters', 'locales/pt-br.json', '{}', 'is not named as its language is written'],
    ['is named with an underscore', 'locales/pt_BR.json', '{}', 'is not named as its language is written'],
    ['is named after no language', 'locales/german.json', '{}', 'is named after no language'],
  ])('%s', async (_, name, source, what) => {
    const { diagnostics } = await buildOverlay({ [name]: source });
    expect(diagnostics.map((diagnostic) => [diagnostic.file, diagnostic.what])).toEqual([
      [`our-emails/${name}`, what],
    ]);
  });

  test('has keys as the build names them, and says how they are written', async () => {
    const { diagnostics } = await buildOverlay({ 'locales/en.json': '{"sign-up.heading": "Welcome"}' });
    expect(diagnostics.map(({ what, fix }) => [what, fix])).toEqual([
      ['"sign-up.heading" holds a string', 'Write { "sign-up": { "heading": … } }.'],
    ]);
  });

  test('says how the file is to be named', async () => {
    const { diagnostics } = await buildOverlay({ 'locales/EN.json': '{}', 'locales/pt_br.json': '{}' });
    expect(diagnostics.map(({ fix }) => fix)).toEqual(['Rename it en.json.', 'Rename it pt-BR.json.']);
  });
});

test.each([
  ['in text', '{{{code}}}', '{{{code}}}'],
  ['in text, not closed', '{{code', '{{code'],
  ['in an attribute', '{{code}}<img alt="{{appName" />', '{{appName'],
  ['in an attribute, with three braces', '{{code}}<img alt="{{{appName}}}" />', '{{{appName}}}'],
  ['as a link', '{{code}}<a href="{{supportUrl"></a>', '{{supportUrl'],
  ['in a style', '{{code}}<span style="color:{{accent}"></span>', '{{accent}'],
])(
  'the build refuses a slot with an odd number of braces %s, naming file and line',
  async (_, text, found) => {
    const source = `<mj-text>{{words.intro}}</mj-text>\n<mj-text>${text}</mj-text>\n`;
    const { diagnostics } = await buildOverlay({ 'sign-up.mjml': source });
    expect(diagnostics).toContainEqual({
      file: 'our-emails/sign-up.mjml',
      line: lineAt(source, source.indexOf(found)),
      what: expect.stringContaining(JSON.stringify(found)),
      fix: 'A slot is written {{appName}}, with two braces on each side.',
    });
  },
);

test('the build refuses a slot in a layout’s style that is not closed', async () => {
  const layout = ours.get('layout.mjml')?.source ?? '';
  const { diagnostics } = await buildOverlay({
    'layout.mjml': layout.replace(
      'background: {{accentDark}} !important',
      'background: {{accentDark !important',
    ),
  });
  expect(diagnostics).toContainEqual(
    expect.objectContaining({
      file: 'our-emails/layout.mjml',
      what: expect.stringContaining('{{accentDark'),
    }),
  );
});
