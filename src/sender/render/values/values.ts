import { carriedBy, isAddressProven, lifetimeOf, milliseconds } from '../../../trigger-source.ts';
import { type Catalogue, compose, durationIn } from '../catalogue.ts';
import type { Content } from '../content.ts';
import { isolate, isolateBrand, stripInvisible } from '../plausible.ts';
import type { Values } from '../slots.ts';
import { soonIn } from './local-time.ts';
import { paletteOf } from './palette.ts';
import { readName } from './read-name.ts';
import { noTakeOver, takeOverValues } from './take-over.ts';

/** A brand's colour when it names none: a quiet blue. */
const defaultColor = '#2f5bd3';

/** Everything that an email shows but its code and link, in clear, checked to be what it claims and not yet escaped. */
export function readValues(
  content: Omit<Content, 'code'>,
  catalogue: Catalogue,
): Omit<Values, 'code' | 'link'> {
  const { request, brand, locale } = content;
  const dir = catalogue.direction;
  const rightToLeft = dir === 'rtl';
  const supportUrl = brand.supportUrl;
  return {
    lang: locale,
    dir,
    start: rightToLeft ? 'right' : 'left',
    end: rightToLeft ? 'left' : 'right',
    appName: isolateBrand(brand.name, dir),
    initial: initialOf(brand.name),
    logoUrl: brand.logoUrl,
    logoUrlDark: brand.logoUrlDark,
    logoBesideName: brand.logoBesideName ? 'yes' : undefined,
    supportUrl,
    support: supportUrl?.replace(/^(?:https:\/\/(?:www\.)?|mailto:)|\/$|\?.*$/g, '') ?? '',
    supportAddress: supportUrl?.replace('mailto:', '') ?? '',
    footer: brand.footer,
    ...namesOf(content, dir),
    codeInPreview: content.codeShownIn[request.stem] === 'preview' ? 'yes' : undefined,
    userName: carriedBy(request.stem) === 'temporary password' ? stripInvisible(request.userName) : '',
    lifetime: lifetimeIn(catalogue, content),
    ...paletteOf(brand.color ?? defaultColor),
    ...(request.takeOver
      ? takeOverValues(request.takeOver, catalogue, {
          userPoolDomains: content.userPoolDomains,
          zone: request.zoneinfo,
        })
      : noTakeOver),
  };
}

/** The name that a greeting may hold, whole and as friends say it; neither where there is to be none. */
function namesOf(
  { request, greetByName }: Omit<Content, 'code'>,
  direction: string,
): Pick<Values, 'name' | 'givenName'> {
  if (!greetByName || !isAddressProven(request.stem)) return noNames;
  const name = request.name && readName(request.name);
  const givenName = request.givenName && readName(request.givenName);
  const [whole, short] = [name || givenName, givenName || name];
  return whole && short ? { name: isolate(whole, direction), givenName: isolate(short, direction) } : noNames;
}

const noNames = { name: undefined, givenName: undefined };

/** How long a code lasts and, for a reader whose zone is known, until when. */
function lifetimeIn(catalogue: Catalogue, content: Omit<Content, 'code'>): string {
  const duration = lifetimeOf(content.request.stem, content);
  const lifetime = durationIn(catalogue, duration);
  const end = content.madeAt + milliseconds(duration);
  const until = soonIn(end, { locale: catalogue.locale, zone: content.request.zoneinfo });
  return until === undefined ? lifetime : compose(catalogue.patterns.lifetimeUntil, { lifetime, until });
}

/** The first character of a name as people count them, an emoji included. */
const initialOf = (name: string): string => {
  const trimmed = name.trim();
  // Most names need no segmenter, and a cold one takes ten milliseconds to load its tables.
  if (/^[\x21-\x7e]{2}/.test(trimmed)) return trimmed.slice(0, 1).toUpperCase();
  const [first] = new Intl.Segmenter().segment(trimmed);
  return first?.segment.toLocaleUpperCase() ?? '';
};
