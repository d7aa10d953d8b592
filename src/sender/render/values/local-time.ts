import { memoize } from '../../memoize.ts';

/** A day and the time on it. */
const dayAndTime = { month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' } as const;
const whole = { ...dayAndTime, year: 'numeric', timeZoneName: 'short' } as const;

/** For whom a time is told. */
export interface Reader {
  readonly locale: string;
  /** The profile's `zoneinfo`, such as `Europe/Lisbon`: any string at all. */
  readonly zone: string | undefined;
}

/** A formatter costs more to make than an email to render; of zones there are too many to keep one for each. */
const utcFormat = memoize((locale: string) => new Intl.DateTimeFormat(locale, { ...whole, timeZone: 'UTC' }));

/**
 * A point in time in the reader's language and, where it is known, in the reader's own zone.
 *
 * @param time Milliseconds since 1970.
 * @returns "March 19, 2021 at 3:25 PM GMT+1"; in UTC when there is no such zone.
 */
export const timeIn = (time: number, reader: Reader): string =>
  (formatFor(reader, whole) ?? utcFormat(reader.locale)).format(time);

/** As `timeIn`, for a time that is soon: "March 20 at 2:25 PM"; undefined when there is no such zone. */
export const soonIn = (time: number, reader: Reader): string | undefined =>
  formatFor(reader, dayAndTime)?.format(time);

function formatFor(
  { locale, zone: timeZone }: Reader,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat | undefined {
  // A zone of the IANA database, the longest of which has 32 characters; offsets such as "+05:00" say nothing of summer time.
  if (timeZone === undefined || !/^[A-Za-z][\w+/-]{1,40}$/.test(timeZone)) return undefined;
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone });
  } catch {
    return undefined;
  }
}
