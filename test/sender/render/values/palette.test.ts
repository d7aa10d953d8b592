import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contrast, paletteOf } from '../../../../src/sender/render/values/palette.ts';

test.each([
  ['#000000', '#ffffff', 21],
  ['#ffffff', '#ffffff', 1],
  ['#767676', '#ffffff', 4.54],
])('the contrast of %s and %s is %p, as WCAG counts it', (one, other, expected) => {
  expect(contrast(one, other)).toBeCloseTo(expected, 2);
});

test('a colour that is readable already is left as it is', () => {
  expect(paletteOf('#2f5bd3')).toMatchObject({
    accent: '#2f5bd3',
    accentText: '#2f5bd3',
    onAccent: '#ffffff',
  });
  expect(paletteOf('#ffd400')).toMatchObject({
    accent: '#ffd400',
    onAccent: '#1c1a17',
    accentTextDark: '#ffd400',
  });
});

test.each([
  ['#ffff00', { accent: '#e0e000', accentText: '#707000', onAccent: '#1c1a17', accentDark: '#ffff00' }],
  ['#7a1fa2', { accent: '#7a1fa2', accentDark: '#7a1fa2', accentTextDark: '#a76bc2' }],
  [
    '#00112a',
    { accent: '#00112a', accentDark: '#334155', accentTextDark: '#808895', onAccentDark: '#ffffff' },
  ],
])('%s keeps its hue, and is moved no further than it has to be', (color, palette) => {
  expect(paletteOf(color)).toMatchObject(palette);
});

test('any colour becomes a palette with the contrasts of WCAG AA, in light and in dark', () => {
  const channel = fc.integer({ max: 255 }).map((value) => value.toString(16).padStart(2, '0'));
  const color = fc.tuple(channel, channel, channel).map((channels) => `#${channels.join('')}`);
  fc.assert(
    fc.property(fc.oneof(color, fc.constantFrom('#000000', '#ffffff', '#ffff00', '#777777')), (brand) => {
      const { accent, onAccent, accentText, accentDark, onAccentDark, accentTextDark } = paletteOf(brand);
      for (const page of ['#f3f1ee', '#ffffff']) {
        expect(contrast(accent, page)).toBeGreaterThanOrEqual(1.2);
        expect(contrast(accentText, page)).toBeGreaterThanOrEqual(4.5);
      }
      for (const page of ['#131211', '#1d1b19']) {
        expect(contrast(accentDark, page)).toBeGreaterThanOrEqual(1.6);
        expect(contrast(accentTextDark, page)).toBeGreaterThanOrEqual(4.5);
      }
      expect(contrast(onAccent, accent)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(onAccentDark, accentDark)).toBeGreaterThanOrEqual(4.5);
    }),
    { numRuns: 1000 },
  );
});
