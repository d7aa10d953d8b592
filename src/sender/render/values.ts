import { carriedBy, lifetimeOf } from '../../trigger-source.ts';
import { catalogueFor, durationIn } from './catalogue.ts';
import type { Content } from './content.ts';
import { paletteOf } from './palette.ts';
import { isolate, looksLikeName, stripInvisible } from './plausible.ts';
import type { Values } from './slots.ts';
import { noTakeOver, takeOverValues } from './take-over.ts';

/** A brand's colour when it names none: a quiet blue. */
const defaultColor = '#2f5bd3';

/** Everything that an email shows but its code and link, in clear, checked to be what it claims and not yet escaped. */
export function readValues(content: Omit<Content, 'code'>): Omit<Values, 'code' | 'link'> {
  const { request, brand, locale } = content;
  const dir = catalogueFor(locale).direction;
  const rightToLeft = dir === 'rtl';
  const supportUrl = brand.supportUrl;
  return {
    lang: locale,
    dir,
    start: rightToLeft ? 'right' : 'left',
    end: rightToLeft ? 'left' : 'right',
    appName: brand.name,
    initial: initialOf(brand.name),
    logoUrl: brand.logoUrl,
    supportUrl,
    support: supportUrl?.replace(/^(?:https:\/\/(?:www\.)?|mailto:)|\/$|\?.*$/g, '') ?? '',
    name: request.name !== undefined && looksLikeName(request.name) ? isolate(request.name, dir) : undefined,
    userName: carriedBy(request.stem) === 'temporary password' ? stripInvisible(request.userName) : '',
    lifetime: durationIn(locale, lifetimeOf(request.stem, content)),
    ...paletteOf(brand.color ?? defaultColor),
    ...(request.takeOver ? takeOverValues(request.takeOver, locale, content) : noTakeOver),
  };
}

/** The first character of a name as people count them, an emoji included. */
const initialOf = (name: string): string => {
  const trimmed = name.trim();
  // Most names need no segmenter, and a cold one takes ten milliseconds to load its tables.
  if (/^[\x21-\x7e]{2}/.test(trimmed)) return trimmed.slice(0, 1).toUpperCase();
  const [first] = new Intl.Segmenter().segment(trimmed);
  return first?.segment.toLocaleUpperCase() ?? '';
};
