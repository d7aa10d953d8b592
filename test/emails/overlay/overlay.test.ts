import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { compileSources } from '../../../src/emails/compile-sources.ts';
import { type BuildResult, compileForGallery } from '../../../src/emails/gallery/compilation.ts';
import type { Shown } from '../../../src/emails/gallery/renderer.ts';
import { readSources } from '../../../src/emails/sources.ts';

/** A company's own emails, as they lie in a repository of its own. */
const theirs = 'test/emails/overlay/our-emails';

// Each compiles two sets of emails, and some start a worker.
jest.setTimeout(30_000);

let folder: string;
let result: BuildResult | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlay-'));
  await cp('emails', join(folder, 'emails'), { recursive: true });
  await cp(theirs, join(folder, 'our-emails'), { recursive: true });
});
afterEach(async () => {
  await result?.compilation?.close();
  result = undefined;
  await rm(folder, { recursive: true });
});

async function edit(file: string, change: (source: string) => string): Promise<void> {
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, change(await readFile(path, 'utf8').catch(() => '')));
}

/** The next version of ours: a key is added, one renamed, the layout changed. */
async function update(): Promise<void> {
  for (const file of await readdir(join(folder, 'emails/locales'))) {
    await edit(`emails/locales/${file}`, (json) => {
      const words = JSON.parse(json);
      const { notYou, ...rest } = words['sign-up'];
      const common = { ...words.common, goodbye: 'Goodbye' };
      return JSON.stringify({ ...words, common, 'sign-up': { ...rest, ifNotYou: notYou } }, null, 2);
    });
  }
  await edit('emails/sign-up.mjml', (source) => source.replace('words.notYou', 'words.ifNotYou'));
  await edit('emails/resend-code.mjml', (source) => `${source}<mj-text>{{common.goodbye}}</mj-text>\n`);
  await edit('emails/layout.mjml', (source) => source.replaceAll('#f3f1ee', '#eeeeee'));
}

const compile = async () =>
  compileSources(
    await readSources(join(folder, 'emails'), 'emails'),
    await readSources(join(folder, 'our-emails'), 'our-emails'),
  );

/** One email as the gallery, and so the sender, renders it. */
async function show(stem: 'sign-up' | 'resend-code', locale: string, brand: string): Promise<Shown> {
  result ??= await compileForGallery({
    directory: join(folder, 'emails'),
    overlay: join(folder, 'our-emails'),
  });
  expect(result.diagnostics).toEqual([]);
  const shown = await result.compilation?.show({ stem, locale, brand, link: false });
  if (!shown) throw new Error('nothing is shown');
  return shown;
}

describe('an overlay', () => {
  test('replaces one email, one key, and one brand’s words; the rest is ours', async () => {
    const { diagnostics, notes, overlaid } = await compile();
    expect(diagnostics).toEqual([]);
    expect(overlaid).toEqual([
      'for all brands: 1 text in en, resend-code.mjml',
      expect.stringMatching(/^for the brand harbour \(0\.\d kB\): 1 text in en$/),
      'to be told what is new of ours after an update: copy emails/locales/en.json there as seen.json',
    ]);
    expect(notes.map(({ file, what }) => [file, what])).toEqual([
      [
        'our-emails/resend-code.mjml',
        'does not show {{common.codeLasts}}, {{link}}, {{words.button}}, {{common.neverShare}}',
      ],
    ]);

    const signUp = await show('sign-up', 'en', '');
    expect(signUp.text).toContain('Confirm your email address\n');
    expect(signUp.text).toContain('Then Port Authority says sorry');
    expect(signUp.text).toContain('https://port.example/help');
    const branded = await show('sign-up', 'en', 'harbour');
    expect(branded.text).toContain('Welcome aboard\n');
    expect(branded.text).toContain('Then Harbour says sorry');
    const german = await show('sign-up', 'de', 'harbour');
    expect(german.text).toContain('E-Mail-Adresse bestätigen');
    const resent = await show('resend-code', 'ja', 'harbour');
    expect(resent.text).toContain('482913');
    expect(resent.text).not.toContain('有効期間');
  });

  test('survives an update of ours, and the build says what is new and what it has left behind', async () => {
    await cp(join(folder, 'emails/locales/en.json'), join(folder, 'our-emails/seen.json'));
    await edit('our-emails/locales/de.json', () => '{"sign-up": {"heading": "Willkommen"}}');
    expect((await compile()).notes).toHaveLength(1);
    await update();
    const { diagnostics, notes, overlaid } = await compile();
    expect(diagnostics).toEqual([]);
    expect(overlaid).toHaveLength(2);
    const fix =
      'Add what you want in words of your own, then copy emails/locales/en.json to our-emails/seen.json.';
    const what = 'lacks what is new of ours: common.goodbye, sign-up.ifNotYou';
    expect(notes).toEqual([
      {
        file: 'our-emails/locales/en.json',
        line: 3,
        what: '"sign-up.notYou" is no key of ours (any more), and no email shows it',
        fix: expect.stringContaining('use one that there is now: sign-up.subject, '),
      },
      expect.objectContaining({
        file: 'our-emails/resend-code.mjml',
        what: expect.stringContaining('{{common.goodbye}}'),
      }),
      { file: 'our-emails/locales/de.json', what, fix },
      { file: 'our-emails/locales/en.json', what, fix },
    ]);
    const { text, html } = await show('sign-up', 'en', 'harbour');
    expect(text).toContain('Welcome aboard\n');
    expect(text).toContain('If you didn’t sign up for Harbour');
    expect(html).toContain('#eeeeee');
    expect((await show('resend-code', 'en', '')).text).not.toContain('Goodbye');
    await cp(join(folder, 'emails/locales/en.json'), join(folder, 'our-emails/seen.json'));
    expect((await compile()).notes).toHaveLength(2);
  });

  test('is told of a new email, and of a text of ours that has changed under one of its own, or of a brand’s', async () => {
    await cp(join(folder, 'emails/locales/en.json'), join(folder, 'our-emails/seen.json'));
    await edit('our-emails/seen.json', (json) => {
      const { 'resend-code': _, ...words } = JSON.parse(json);
      words['sign-up'].notYou = 'If it wasn’t you, {{appName}} is sorry.';
      words['sign-up'].heading = 'Confirm your address';
      return JSON.stringify(words);
    });
    const { notes } = await compile();
    expect(notes.slice(1)).toEqual([
      expect.objectContaining({
        file: 'our-emails/locales/en.json',
        what: 'lacks what is new of ours: resend-code.*',
      }),
      {
        file: 'our-emails/locales/en.json',
        line: 3,
        what: '"sign-up.notYou" is in the place of a text of ours that has changed',
        fix: expect.stringContaining('"If you didn’t sign up'),
      },
      {
        file: 'our-emails/brands/harbour/locales/en.json',
        line: 3,
        what: '"sign-up.heading" is in the place of a text of ours that has changed',
        fix: expect.stringContaining('"Confirm your email address"'),
      },
    ]);
  });

  test('has a folder for the default brand, whatever its name', async () => {
    await edit('our-emails/brands.json', () => '[{"clientIds": ["harbour"], "name": "Harbour"}]');
    await edit('our-emails/brands/default/locales/en.json', () => '{"sign-up": {"heading": "By default"}}');
    expect((await show('sign-up', 'en', '')).text).toContain('By default\n');
    expect((await show('sign-up', 'en', 'harbour')).text).toContain('Welcome aboard\n');
  });

  test('may add a language, a key that its own email shows, and a layout for one brand', async () => {
    const polish = (json: string) => json.replaceAll('Your code is', 'Kod to');
    await edit('our-emails/locales/pl.json', () => '');
    const english = await readFile(join(folder, 'emails/locales/en.json'), 'utf8');
    const forms = (unit: string) =>
      Object.fromEntries(['one', 'few', 'many', 'other'].map((form) => [form, `{{n}} ${unit}`]));
    await edit('our-emails/locales/pl.json', () =>
      JSON.stringify({
        ...JSON.parse(polish(english)),
        durations: { minutes: forms('min'), hours: forms('godz.'), days: forms('dni') },
      }),
    );
    await edit('our-emails/locales/en.json', (json) =>
      JSON.stringify({ ...JSON.parse(json), 'resend-code': { extra: 'Extra for {{appName}}' } }),
    );
    await edit('our-emails/locales/pl.json', (json) => {
      const words = JSON.parse(json);
      return JSON.stringify({
        ...words,
        'resend-code': { ...words['resend-code'], extra: 'Ekstra {{appName}}' },
      });
    });
    await edit('our-emails/resend-code.mjml', (source) => `${source}<mj-text>{{words.extra}}</mj-text>\n`);
    const layout = await readFile(join(folder, 'emails/layout.mjml'), 'utf8');
    await edit('our-emails/brands/harbour/layout.mjml', () => layout.replaceAll('#f3f1ee', '#abcdef'));

    const { diagnostics, notes } = await compile();
    expect(diagnostics).toEqual([]);
    expect(notes).toContainEqual(
      expect.objectContaining({
        file: 'our-emails/locales/en.json',
        what: expect.stringMatching(
          /^"resend-code.extra" has no words in ar, de, .*, where the English ones/,
        ),
      }),
    );
    expect((await show('resend-code', 'pl', '')).text).toContain('Ekstra Port Authority');
    expect((await show('resend-code', 'de', '')).text).toContain('Extra for Port Authority');
    expect((await show('sign-up', 'de', 'harbour')).html).toContain('#abcdef');
    expect((await show('sign-up', 'de', '')).html).not.toContain('#abcdef');
  });
});

test('BRANDS beside brands that are built in is a problem wherever emails are shown', async () => {
  const shelf = { directory: join(folder, 'emails'), overlay: join(folder, 'our-emails') };
  result = await compileForGallery({ ...shelf, brands: '[{"clientIds": ["x"], "name": "X"}]' });
  expect(result.compilation?.choices.problems).toEqual([
    expect.stringMatching(/^BRANDS is set and brands\.json is built in/),
  ]);
});

describe('the build refuses an overlay', () => {
  test.each([
    [
      'whose words have other slots than English',
      'locales/de.json',
      '{"sign-up": {"notYou": "Nicht Sie?"}}',
      '"sign-up.notYou" holds no slot',
    ],
    [
      'whose email shows the code twice',
      'sign-up.mjml',
      '<mj-text>{{code}}</mj-text><mj-text>{{code}}</mj-text>',
      '{{code}} stands 2 times in the html part',
    ],
    [
      'whose words may lack a value in a language of ours',
      'sign-up.mjml',
      '<mj-text>{{common.helloName}} {{code}}</mj-text>',
      '"common.helloName" holds {{name}}, which some emails lack',
    ],
    [
      'whose email shows words that there are not',
      'sign-up.mjml',
      '<mj-text>{{words.hi}} {{code}}</mj-text>',
      '{{words.hi}} has no words',
    ],
    [
      'with a brand in a language of its own',
      'brands/harbour/locales/pl.json',
      '{"sign-up": {"heading": "Witamy"}}',
      'is in a language that only this brand has',
    ],
    ['with brands that are no JSON', 'brands.json', '[', 'is not JSON'],
    ['with words that are no JSON', 'locales/en.json', '{', 'is not JSON'],
  ])('%s', async (_, name, source, what) => {
    await edit(`our-emails/${name}`, () => source);
    const { diagnostics, module } = await compile();
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ file: `our-emails/${name}`, what: expect.stringContaining(what) }),
    );
    expect(module).toBe('');
  });
});

test('words that an email lacks belong into the overlay, not into our files', async () => {
  await edit('our-emails/sign-up.mjml', () => '<mj-text>{{words.hi}} {{code}}</mj-text>');
  expect((await compile()).diagnostics.map(({ fix }) => fix)).toEqual([
    'Add "sign-up.hi" to our-emails/locales/en.json and to the other languages.',
  ]);
});

test('a file that is no email is noted, since it may have been one of an earlier version', async () => {
  await edit('our-emails/signup.mjml', () => '<mj-text>{{code}}</mj-text>');
  await edit('our-emails/de.json', () => '{"sign-up": {"heading": "Willkommen"}}');
  const { diagnostics, notes, overlaid } = await compile();
  expect(diagnostics).toEqual([]);
  expect(overlaid[0]).toBe('for all brands: 1 text in en, resend-code.mjml');
  expect(notes).toContainEqual({
    file: 'our-emails/de.json',
    what: 'is no email of ours',
    fix: 'Words go into locales/, such as locales/en.json, and brands into brands.json at the top.',
  });
  expect(notes).toContainEqual(
    expect.objectContaining({ file: 'our-emails/signup.mjml', what: 'is no email of ours' }),
  );
});
