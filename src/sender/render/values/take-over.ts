import type { TakeOver } from '../../email-request.ts';
import { memoize } from '../../memoize.ts';
import { type Catalogue, compose } from '../catalogue.ts';
import { looksLikeDevice, plausibleIp, plausibleUrl } from '../plausible.ts';
import type { Values } from '../slots.ts';
import { type Reader, timeIn } from './local-time.ts';
import { readPlace } from './read-name.ts';

type TakeOverValues = Pick<
  Values,
  | 'blocked'
  | 'challenged'
  | 'allowed'
  | 'unclear'
  | 'time'
  | 'place'
  | 'device'
  | 'ipAddress'
  | 'linkValid'
  | 'linkInvalid'
>;

/** What every other email has of these. */
export const noTakeOver: TakeOverValues = {
  blocked: undefined,
  challenged: undefined,
  allowed: undefined,
  unclear: undefined,
  time: undefined,
  place: undefined,
  device: undefined,
  ipAddress: undefined,
  linkValid: undefined,
  linkInvalid: undefined,
};

/**
 * What a take-over warning shows of a sign-in; whatever does not look like what it should be is left out.
 *
 * @param zone The profile's `zoneinfo`.
 * @param userPoolDomains Hosts, besides Cognito's own, that the links may lead to; undefined for any.
 */
export function takeOverValues(
  takeOver: TakeOver,
  catalogue: Catalogue,
  {
    zone,
    userPoolDomains,
  }: { readonly zone?: string | undefined; readonly userPoolDomains?: ReadonlySet<string> | undefined } = {},
): TakeOverValues {
  const { locale } = catalogue;
  const { action = '', loginTime, city, country, deviceName, ipAddress, linkValid, linkInvalid } = takeOver;
  const blocked = action === 'BLOCK';
  const challenged = action.startsWith('MFA');
  const allowed = action === 'NO_ACTION';
  const feedbackLink = (link = ''): string | undefined => {
    const url = plausibleUrl(link);
    const host = url && new URL(url).hostname;
    return host && (!userPoolDomains || userPoolDomains.has(host) || cognitoHost.test(host))
      ? url
      : undefined;
  };
  return {
    blocked: flag(blocked),
    challenged: flag(challenged),
    allowed: flag(allowed),
    unclear: flag(!blocked && !challenged && !allowed),
    time: loginTimeIn(loginTime ?? '', { locale, zone }),
    place: placeIn(catalogue, { city: placeOrUndefined(city), country: countryIn(locale, country) }),
    device: deviceName !== undefined && looksLikeDevice(deviceName) ? deviceName : undefined,
    ipAddress: plausibleIp(ipAddress ?? ''),
    linkValid: feedbackLink(linkValid),
    linkInvalid: feedbackLink(linkInvalid),
  };
}

/** AWS docs: "Using the Amazon Cognito domain for managed login". */
const cognitoHost = /^[a-z\d-]+\.auth(?:-fips)?\.[a-z\d-]+\.amazoncognito\.com(?:\.cn)?$/;

const flag = (on: boolean): string | undefined => (on ? 'yes' : undefined);

/** A formatter costs more to make than an email to render. */
const regionNames = memoize((locale: string) => new Intl.DisplayNames(locale, { type: 'region' }));

/** A country's name for its two-letter code; anything else must look like a place. */
const countryIn = (locale: string, country: string | undefined): string | undefined =>
  (country !== undefined && /^[A-Z]{2}$/.test(country) ? regionNames(locale).of(country) : undefined) ??
  placeOrUndefined(country);

/** A place's name has capitals, no digits, and is no sentence; anything else is left out. */
const placeOrUndefined = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : readPlace(text);

/** City and country in the reader's order and punctuation, or whichever is known. */
const placeIn = (
  { patterns }: Catalogue,
  { city, country }: { readonly city: string | undefined; readonly country: string | undefined },
): string | undefined =>
  city !== undefined && country !== undefined
    ? compose(patterns.place, { city, country })
    : (city ?? country);

/**
 * Cognito's English time in the reader's language and zone: "Friday, March 19, 2021 02:25 PM UTC".
 *
 * @returns Undefined when it is not worded so.
 */
function loginTimeIn(loginTime: string, reader: Reader): string | undefined {
  const parts = loginTime.match(/^\w+, (\w+ \d{1,2}, \d{4}) (\d{1,2}:\d{2} [AP]M) UTC$/);
  const time = parts ? Date.parse(`${parts[1]} ${parts[2]} UTC`) : Number.NaN;
  return Number.isNaN(time) ? undefined : timeIn(time, reader);
}
