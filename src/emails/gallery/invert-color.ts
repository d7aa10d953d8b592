/**
 * Light for dark with the same hue, as Outlook.com does it: in CIELAB, lightness 100 becomes 21 and 0 becomes 100.
 * Source: roosterjs, getDarkColor.
 *
 * @param color `#rrggbb`.
 */
export function invertColor(color: string): string {
  const [lightness, ...hue] = labOf(color);
  return hexOf([100 - (lightness * 79) / 100, ...hue]);
}

type Lab = readonly [lightness: number, a: number, b: number];

/** CIE 1976, white point D65. */
const white = [0.95047, 1, 1.08883] as const;

function labOf(color: string): Lab {
  const [red = 0, green = 0, blue = 0] = channelsOf(color).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const xyz = [
    0.4124 * red + 0.3576 * green + 0.1805 * blue,
    0.2126 * red + 0.7152 * green + 0.0722 * blue,
    0.0193 * red + 0.1192 * green + 0.9505 * blue,
  ];
  const [x = 0, y = 0, z = 0] = xyz.map((value, index) => {
    const share = value / (white[index] ?? 1);
    return share > 216 / 24389 ? Math.cbrt(share) : ((24389 / 27) * share + 16) / 116;
  });
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function hexOf([lightness, a, b]: Lab): string {
  const y = (lightness + 16) / 116;
  const [x1 = 0, y1 = 0, z1 = 0] = [y + a / 500, y, y - b / 200].map((share, index) => {
    const cube = share ** 3;
    return (cube > 216 / 24389 ? cube : (116 * share - 16) / (24389 / 27)) * (white[index] ?? 1);
  });
  const linear = [
    3.2406 * x1 - 1.5372 * y1 - 0.4986 * z1,
    -0.9689 * x1 + 1.8758 * y1 + 0.0415 * z1,
    0.0557 * x1 - 0.204 * y1 + 1.057 * z1,
  ];
  const channels = linear.map((share) => {
    const value = share <= 0.0031308 ? 12.92 * share : 1.055 * share ** (1 / 2.4) - 0.055;
    return Math.max(0, Math.min(255, Math.round(value * 255)));
  });
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** Red, green and blue of `#rrggbb`, 0 to 255. */
export const channelsOf = (color: string): readonly number[] =>
  [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16));
