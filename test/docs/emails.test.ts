import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { formatDiagnostics } from '../../src/emails/diagnostic.ts';
import { slots } from '../../src/sender/render/slots.ts';
import { parseBrands } from '../../src/sender/settings/brands.ts';
import { stems } from '../../src/trigger-source.ts';
import { buildOverlay, ours } from '../support/overlay.ts';

const page = readFileSync('docs/emails.md', 'utf8');
const blocks = [...page.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, kind, text = '']) => ({ kind, text }));
const english = JSON.parse(ours.get('locales/en.json')?.source ?? '');

test('the brands of the example are brands', () => {
  const [json] = blocks.filter(({ kind }) => kind === 'json');
  const from = { address: 'no-reply@auth.example.com' };
  const { brands, problems } = parseBrands(json?.text, {
    name: 'Acme',
    from,
    configurationSet: 'auth',
    links: new Map(),
  });
  expect(problems).toEqual([]);
  expect(brands.size).toBe(1);
});

describe('what the build says', () => {
  test('is what it says of such an overlay', async () => {
    const { heading, ...authentication } = english.authentication;
    const { notes, overlaid } = await buildOverlay({
      'brands.json': [{ clientIds: ['a'], name: 'Harbour' }],
      'brands/harbour/locales/en.json': { 'sign-up': { heading: 'Welcome aboard' } },
      'locales/de-AT.json': { 'sign-up': { heading: 'Servus' } },
      'locales/en.json': { 'sign-up': { ignore: 'Not you?' } },
      'resend-code.mjml':
        '<mj-text>{{words.intro}}</mj-text><mj-text>{{code}}</mj-text><mj-text>{{words.notYou}}</mj-text>',
      'seen.json': { ...english, authentication },
    });
    expect(heading).toBeDefined();
    const said = [...overlaid.map((line) => `  ${line}`), formatDiagnostics(notes)].join('\n').split('\n');
    const [example = ''] = blocks.map(({ text }) => text).filter((text) => text.startsWith('emails of '));
    const [, ...lines] = example.trimEnd().replaceAll('../our-emails', 'our-emails').split('\n');
    // Numbers of texts and bytes change with every text of ours.
    const patterns = lines.map((line) =>
      line
        .replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
        .replaceAll('…', '.*')
        .replace(/\d+/g, '\\d+'),
    );
    expect(said).toEqual(patterns.map((pattern) => expect.stringMatching(new RegExp(`^${pattern}$`))));
  });
});

test('every key, slot and email that is named is there', () => {
  const words = [...page.matchAll(/\{\{[#^/]?([\w.]+)(?:…)?\}\}/g)].map(([, name = '']) => name);
  const known = (name: string) =>
    name === 'content' ||
    name === 'n' ||
    name === 'words.' ||
    Object.hasOwn(slots, name) ||
    (name.startsWith('words.') && stems.some((stem) => english[stem][name.slice(6)] !== undefined)) ||
    (name.startsWith('common.') && english.common[name.slice(7)] !== undefined);
  expect(words.length).toBeGreaterThan(10);
  expect(words.filter((name) => !known(name))).toEqual([]);
  const files = [...page.matchAll(/([a-z-]+)\.mjml(?!\.)/g)].map(([, name = '']) => name);
  expect(files.filter((name) => name !== 'layout' && !stems.some((stem) => stem === name))).toEqual([]);
});
