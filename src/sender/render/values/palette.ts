import { memoize } from '../../memoize.ts';

/** The layout's own surfaces that a brand's colour stands on: of page and card, the harder one to be read on. */
const surface = { light: '#f3f1ee', dark: '#1d1b19' } as const;
/** Near black and white: what can be written on a brand's colour. */
const textColors = ['#ffffff', '#1c1a17'] as const;

/** A brand's colour made fit for light and dark: as a surface, what is written on it, and as writing itself. */
export interface Palette {
  readonly accent: string;
  readonly onAccent: string;
  readonly accentText: string;
  readonly accentDark: string;
  readonly onAccentDark: string;
  readonly accentTextDark: string;
}

/** A button's shape has to be seen, but its label says what it is, so that WCAG's 3:1 is not asked of it (1.4.11). */
const minContrast = { light: 1.2, dark: 1.6 } as const;

/**
 * Works out, once for each colour, a palette in which all writing meets WCAG 2.2 AA (1.4.3, 4.5:1) and every surface
 * is seen.
 *
 * @param color The brand's colour, `#rrggbb`.
 */
export const paletteOf = memoize((color: string): Palette => {
  const accent = shift(color, { on: surface.light, wanted: minContrast.light });
  const accentDark = shift(color, { on: surface.dark, wanted: minContrast.dark });
  return {
    accent,
    onAccent: readableOn(accent),
    accentText: shift(color, { on: surface.light, wanted: 4.5 }),
    accentDark,
    onAccentDark: readableOn(accentDark),
    accentTextDark: shift(color, { on: surface.dark, wanted: 4.5 }),
  };
});

/** White wherever it is readable at all, else near black; on every colour one of the two reaches 4.5:1. */
const readableOn = (surface: string): string =>
  textColors.find((color) => contrast(color, surface) >= 4.5) ?? '#000000';

/** The WCAG contrast of two colours: 1 to 21. */
export function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

/** The colour, moved away from a surface just as far as the contrast asks for: darker on light, lighter on dark. */
function shift(color: string, { on, wanted }: { readonly on: string; readonly wanted: number }): string {
  const towards = luminance(on) > 0.5 ? 0 : 255;
  const from = channels(color);
  for (let step = 0; step <= 50; step += 1) {
    const mixed = from.map((channel) => Math.round(channel + ((towards - channel) * step) / 50));
    const shifted = `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
    if (contrast(shifted, on) >= wanted) return shifted;
  }
  return towards === 0 ? '#000000' : '#ffffff';
}

const channels = (color: string): readonly number[] =>
  [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16));

/** WCAG 2.2, "relative luminance". */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channels(color).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
