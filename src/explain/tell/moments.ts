import { type Reason, reasons } from '../../sender/failure/reason.ts';
import type { DeliveryEvent } from '../find/delivery-event.ts';
import type { OutcomeLine } from '../find/find-outcomes.ts';
import { isRedirected, type TracedEmail } from '../trace/trace-emails.ts';

/** Something that happened to an email. */
export interface Moment {
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly text: string;
  readonly good: boolean;
}

/** What a reason means, in a few words. */
export type TitleOf = (reason: Reason) => string;

/** All that happened to an email, oldest first. */
export function momentsOf({ lines, events, kept }: TracedEmail, titleOf: TitleOf): Moment[] {
  const why = (name: string | undefined): string => {
    const reason = reasons.find((known) => known === name);
    return reason === undefined ? (name ?? 'for no reason that it tells') : `${titleOf(reason)} (${reason})`;
  };
  const record =
    kept && lines.length === 0
      ? [{ at: kept.keptAt, text: keptText(kept.record.keptBy, kept.reason, why), good: false }]
      : [];
  // SES's clock and ours differ, and its events tell whole seconds: none comes before what it is about.
  const told = events.map((event) => {
    const accepted = lines.findLast(({ sesMessageId }) => sesMessageId === event.sesMessageId);
    return { ...momentOfEvent(event), order: Math.max(event.at, accepted?.at ?? 0) };
  });
  const own = [...lines.map((line) => momentOf(line, why)), ...record];
  return [...own.map((moment) => ({ ...moment, order: moment.at })), ...told]
    .sort((one, other) => one.order - other.order)
    .map(({ order: _, ...moment }) => moment);
}

type Why = (name: string | undefined) => string;

function momentOf(line: OutcomeLine, why: Why): Moment {
  const { at, status, sesRegion = 'a Region that it does not name', reason } = line;
  switch (status) {
    case 'accepted':
      return { at, text: acceptedText(line, sesRegion, why), good: !isRedirected(line) };
    case 'undeliverable':
      return { at, text: `Kept. ${why(reason)}`, good: false };
    case 'deferred':
      return { at, text: `Not sent yet, for Lambda to try again. ${why(reason)}`, good: false };
    case 'skipped':
      return { at, text: `Skipped. ${why(reason)}`, good: false };
  }
}

function acceptedText(line: OutcomeLine, sesRegion: string, why: Why): string {
  if (isRedirected(line))
    return `SES in ${sesRegion} accepted it for the inbox of SANDBOX_REDIRECT_TO, not for the person. ${why(line.refusedFor)}`;
  const before =
    line.refusedIn === undefined ? '' : `, after ${line.refusedIn} had refused it: ${why(line.refusedFor)}`;
  return `SES in ${sesRegion} accepted it${before}`;
}

const keptText = (by: 'sender' | 'lambda', reason: Reason | 'none', why: Why): string => {
  if (reason === 'none') return 'Kept by Lambda: the function was killed, or did not start';
  return by === 'lambda'
    ? `Kept by Lambda, which had tried for the last time. ${why(reason)}`
    : `Kept. ${why(reason)}`;
};

function momentOfEvent({ at, event, kind, status }: DeliveryEvent): Moment {
  const detail = [kind, status && `status ${status}`].filter(Boolean).join(', ');
  const more = detail === '' ? '' : ` (${detail})`;
  return { at, text: `${words[event](kind ?? '')}${more}`, good: event === 'Delivery' };
}

const words: Readonly<Record<DeliveryEvent['event'], (kind: string) => string>> = {
  Delivery: () => 'Their mail server took it',
  Bounce: (kind) =>
    /SuppressionList$|Suppressed$/.test(kind)
      ? 'SES did not send it: it suppresses the address'
      : kind.startsWith('Permanent')
        ? 'It bounced: their mail server refuses the address'
        : 'It bounced',
  Complaint: () => 'They, or their mail provider, called it spam',
  Reject: () => 'SES took it back: it looked like malware',
  DeliveryDelay: () => 'It is delayed: SES goes on trying',
};
