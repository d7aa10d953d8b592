import { paletteOf } from './palette.ts';
import { isolate, looksLikeName, plausibleUrl, visible } from './plausible.ts';
import type { Content } from './render.ts';
import type { Values } from './slots.ts';
import { takeOverValues } from './take-over.ts';
import { type Duration, durationIn } from './words.ts';

/** A brand's colour when it names none: a quiet blue. */
const defaultColor = '#2f5bd3';

/** Everything that an email shows, in clear, checked to be what it claims and not yet escaped. */
export function readValues(content: Content): Values {
  const { message, brand, locale } = content;
  const rightToLeft = /^(?:ar|fa|he|ur)\b/.test(locale);
  const dir = rightToLeft ? 'rtl' : 'ltr';
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
    userName: visible(message.userName),
    code: content.code,
    lifetime: durationIn(locale, lifetimeOf(content)),
    link: linkOf(content),
    ...paletteOf(brand.color ?? defaultColor),
    ...takeOverValues(message.takeOver, locale),
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
function lifetimeOf({ message, authenticationCodeMinutes, temporaryPasswordDays }: Content): Duration {
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

/**
 * The brand's link for this email, its values URL-encoded; none when it needs an app client and the operation was
 * an administrator's.
 */
function linkOf({ message, brand, code }: Content): string | undefined {
  const link = brand.links.get(message.stem);
  if (link === undefined) return undefined;
  const clientId = message.clientId === 'CLIENT_ID_NOT_APPLICABLE' ? undefined : message.clientId;
  const values = new Map(
    Object.entries({ clientId, userName: message.userName, username: message.userName, code }),
  );
  let missing = false;
  const filled = link.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values.get(name);
    missing ||= value === undefined;
    return encodeURIComponent((value ?? '').toWellFormed());
  });
  return missing ? undefined : plausibleUrl(filled);
}
