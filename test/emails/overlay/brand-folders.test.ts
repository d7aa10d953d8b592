import { describe, expect, test } from '@jest/globals';
import { buildOverlay, type Files } from '../../support/overlay.ts';

const brands = [
  { clientIds: ['*'], name: 'Port Authority' },
  { clientIds: ['a'], name: 'Harbour' },
  { clientIds: ['b'], name: 'Müller & Söhne' },
];
const words = { 'sign-up': { heading: 'Welcome aboard' } };
const inFolder = (folder: string): Files => ({ [`brands/${folder}/locales/en.json`]: words });
const exist = 'There are port-authority, harbour, müller-söhne, default (default is the default brand).';

describe('with brands.json', () => {
  test.each(['harbour', 'müller-söhne', 'müller-söhne'.normalize('NFD'), 'port-authority', 'default'])(
    'the folder %s is a brand’s',
    async (folder) => {
      const { diagnostics, overlaid } = await buildOverlay({ 'brands.json': brands, ...inFolder(folder) });
      expect(diagnostics).toEqual([]);
      expect(overlaid).toContainEqual(expect.stringMatching(/^for the brand .* 1 text in en$/));
    },
  );

  test.each([
    ['harbor', `Did you mean harbour? ${exist}`],
    ['Harbour', `Did you mean harbour? ${exist}`],
    ['Müller & Söhne', `Did you mean müller-söhne? ${exist}`],
    ['lighthouse', exist],
  ])('the folder %s is refused', async (folder, fix) => {
    const { diagnostics, module } = await buildOverlay({ 'brands.json': brands, ...inFolder(folder) });
    expect(diagnostics).toEqual([
      { file: `our-emails/brands/${folder}`, what: 'is named after no brand of our-emails/brands.json', fix },
    ]);
    expect(module).toBe('');
  });
});

test.each([
  ['{}', 'an object'],
  ['null', 'null'],
  ['[null, 7, {"name": 7}]', 'things that are no brands'],
])('brands.json that is %s leaves no brand but the default one', async (json) => {
  const { diagnostics } = await buildOverlay({ 'brands.json': json, ...inFolder('harbour') });
  expect(diagnostics.map(({ fix }) => fix)).toEqual(['There are default (default is the default brand).']);
});

describe('without brands.json', () => {
  test('a folder is held against BRANDS, where it is set; the function may have others', async () => {
    const json = JSON.stringify(brands);
    const { diagnostics, notes } = await buildOverlay(inFolder('harbor'), { brands: json });
    expect(diagnostics).toEqual([]);
    expect(notes).toEqual([
      {
        file: 'our-emails/brands/harbor',
        what: 'is named after no brand of BRANDS',
        fix: `Did you mean harbour? ${exist}`,
      },
    ]);
    expect((await buildOverlay(inFolder('harbour'), { brands: json })).notes).toEqual([]);
  });

  test('it is said that only the function knows', async () => {
    const { notes } = await buildOverlay(inFolder('harbour'));
    expect(notes.map(({ fix }) => fix)).toEqual([
      'It is used only if BRANDS of the function has a brand whose name makes harbour.',
    ]);
    expect((await buildOverlay(inFolder('default'))).notes).toEqual([]);
  });
});
