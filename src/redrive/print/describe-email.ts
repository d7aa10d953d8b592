import { maskAddress } from '../../sender/mask-address.ts';
import { stem } from '../../trigger-source.ts';
import type { KeptEmail } from '../../undelivered/kept-email.ts';

/** What `--json` says of a kept email. The address is masked; the user's name and the event are left out. */
export const describeEmail = ({ id, copies, record, reason, keptAt, expiresAt, fate }: KeptEmail) => ({
  ...(id !== undefined && { [id.includes('-') ? 'eventId' : 'codeId']: id }),
  fate,
  reason,
  keptBy: record.keptBy,
  ...(record.triggerSource !== undefined && { trigger: stem(record.triggerSource) }),
  ...(record.userPoolId !== undefined && { userPoolId: record.userPoolId }),
  ...(record.recipient !== undefined && { to: maskAddress(record.recipient) }),
  keptAt: new Date(keptAt).toISOString(),
  expiresAt: expiresAt === undefined ? null : new Date(expiresAt).toISOString(),
  records: copies.length,
});

/** An email in a few columns, as a person reads it. */
export function columnsOf({ record, keptAt, expiresAt }: KeptEmail, now: number): string[] {
  const { triggerSource, recipient } = record;
  return [
    `${span(now - keptAt)} ago`,
    expiresAt === undefined
      ? 'no end'
      : expiresAt > now
        ? `${span(expiresAt - now)} left`
        : `expired ${span(now - expiresAt)}`,
    triggerSource === undefined ? 'unknown' : stem(triggerSource),
    recipient === undefined ? '' : maskAddress(recipient),
  ];
}

const day = 86_400_000;

/** The largest unit that there are two of, as in `119 min`, or `90 s`. */
export function span(ms: number): string {
  const [unit, name] =
    ms >= 2 * day
      ? [day, 'd']
      : ms >= 2 * 3_600_000
        ? [3_600_000, 'h']
        : ms >= 120_000
          ? [60_000, 'min']
          : [1000, 's'];
  return `${Math.max(0, Math.floor(ms / Number(unit)))} ${name}`;
}
