import { catalogueFor, type Duration, durationIn } from './catalogue.ts';
import { paletteOf } from './palette.ts';
import { isolate, looksLikeName, stripInvisible } from './plausible.ts';
import type { Content } from './render.ts';
import type { Values } from './slots.ts';
import { noTakeOver, takeOverValues } from './take-over.ts';

/** A brand's colour when it names none: a quiet blue. */
const defaultColor = '#2f5bd3';

/** Everything that an email shows but its code and link, in clear, checked to be what it claims and not yet escaped. */
export function readValues(content: Omit<Content, 'code'>): Omit<Values, 'code' | 'link'> {
  const { message, brand, locale } = content;
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
    name: message.name !== undefined && looksLikeName(message.name) ? isolate(message.name, dir) : undefined,
    userName: message.stem === 'admin-create-user' ? stripInvisible(message.userName) : '',
    lifetime: durationIn(locale, lifetimeOf(content)),
    ...paletteOf(brand.color ?? defaultColor),
    ...(message.takeOver ? takeOverValues(message.takeOver, locale) : noTakeOver),
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

/**
 * How long the code or password lasts. AWS docs: confirmation and attribute codes 24 hours, reset codes 1 hour; the
 * others are settings of the pool.
 */
function lifetimeOf({
  message,
  authenticationCodeMinutes,
  temporaryPasswordDays,
}: Omit<Content, 'code'>): Duration {
  switch (message.stem) {
    case 'forgot-password':
      return { count: 1, unit: 'hours' };
    case 'authentication':
      return { count: authenticationCodeMinutes, unit: 'minutes' };
    case 'admin-create-user':
      return { count: temporaryPasswordDays, unit: 'days' };
    default:
      return { count: 24, unit: 'hours' };
  }
}
