import { isTriggerSource, type TriggerSource } from '../../trigger-source.ts';
import type { KeptEmail } from '../../undelivered/kept-email.ts';
import type { Insights } from '../find/ask-insights.ts';
import type { DeliveryEvent } from '../find/delivery-event.ts';
import type { OutcomeLine } from '../find/find-outcomes.ts';

/** All that was found and may be about the person. */
export interface Traces {
  readonly lines: readonly OutcomeLine[];
  readonly events: readonly DeliveryEvent[];
  readonly kept: readonly KeptEmail[];
  /** By SES's message id. */
  readonly insights: ReadonlyMap<string, Insights>;
}

/** Who is looked for, as far as it can be told whether an email was for them. */
export interface Person {
  /** Where it is not a person but one code that is looked for, whosever it is. */
  readonly codeId?: string;
  readonly has: (address: string) => boolean;
  readonly isUser: (userPoolId: string, userName: string) => boolean;
}

/** One email: every try of one event, what SES told of it, and its record in the undelivered queue. */
export interface TracedEmail {
  /** The code's id, or Cognito's of a take-over warning. */
  readonly id?: string;
  readonly triggerSource?: TriggerSource;
  readonly userPoolId?: string;
  readonly clientId?: string;
  /** `theirs` is certain; `perhaps`: the log shows a masked address that others may share. */
  readonly whose: 'theirs' | 'perhaps';
  /** Each oldest first. */
  readonly lines: readonly OutcomeLine[];
  readonly events: readonly DeliveryEvent[];
  readonly kept?: KeptEmail;
}

export interface Traced {
  /** Oldest first, by the last that is known of each. */
  readonly emails: readonly TracedEmail[];
  /** Emails that were found to be somebody else's, whose address looks the same when masked. */
  readonly others: number;
}

/** Puts together what is about the same email, and tells the person's from those of others. */
export function traceEmails({ lines, events, kept, insights }: Traces, person: Person): Traced {
  const byKey = Map.groupBy(lines, (line) => line.codeId ?? line.eventId ?? line.requestId ?? '');
  const keptByKey = new Map(kept.map((email) => [keyOf(email), email]));
  const keys = new Set([
    ...byKey.keys(),
    ...kept.filter((email) => isOf(person, email)).map((email) => keyOf(email)),
  ]);
  const found = [...keys].map((key) => {
    const own = byKey.get(key) ?? [];
    const record = keptByKey.get(key);
    const ids = new Set(own.map(({ sesMessageId }) => sesMessageId));
    return { own, record, told: events.filter(({ sesMessageId }) => ids.has(sesMessageId)) };
  });
  const judged = found.map(({ own, record, told }) => ({
    whose: whoseIs(person, { own, record, told, insights }),
    email: emailOf({ own, record, told }),
  }));
  const emails = judged.flatMap(({ whose, email }) => (whose === 'others' ? [] : [{ ...email, whose }]));
  return {
    emails: emails.sort((one, other) => lastTime(one) - lastTime(other)),
    others: judged.length - emails.length,
  };
}

/** When the last of an email happened that is known, in milliseconds since 1970. */
export const lastTime = ({ lines, events, kept }: TracedEmail): number =>
  Math.max(...[...lines, ...events].map(({ at }) => at), kept && lines.length === 0 ? kept.keptAt : 0);

/** Whether SES took the email for the redirect inbox and not for the person. */
export const isRedirected = ({ status, sesRegion, refusedIn }: OutcomeLine): boolean =>
  status === 'accepted' && refusedIn !== undefined && refusedIn === sesRegion;

interface Found {
  readonly own: readonly OutcomeLine[];
  readonly record: KeptEmail | undefined;
  readonly told: readonly DeliveryEvent[];
}

function emailOf({ own, record, told }: Found): Omit<TracedEmail, 'whose'> {
  const last = own.at(-1);
  const id = last?.codeId ?? last?.eventId ?? record?.id;
  const triggerSource = isTriggerSource(last?.triggerSource)
    ? last.triggerSource
    : record?.record.triggerSource;
  const userPoolId = last?.userPoolId ?? record?.record.userPoolId;
  return {
    ...(id !== undefined && { id }),
    ...(triggerSource && { triggerSource }),
    ...(userPoolId !== undefined && { userPoolId }),
    ...(last?.clientId !== undefined && { clientId: last.clientId }),
    lines: own,
    events: told.toSorted((one, other) => one.at - other.at),
    ...(record && { kept: record }),
  };
}

/** Only what holds an address in clear can tell: a mask is shared by many. */
function whoseIs(
  person: Person,
  { own, record, told, insights }: Found & Pick<Traces, 'insights'>,
): 'theirs' | 'perhaps' | 'others' {
  if (person.codeId !== undefined || (record && isOf(person, record))) return 'theirs';
  const redirected = own.some(isRedirected);
  const addresses = [
    record?.record.recipient,
    // What was redirected went to another address than the person's.
    ...(redirected ? [] : told.map(({ recipient }) => recipient)),
    ...(redirected ? [] : own.map(({ sesMessageId = '' }) => insights.get(sesMessageId)?.recipient)),
  ].filter((address) => address !== undefined);
  if (addresses.some((address) => person.has(address))) return 'theirs';
  return addresses.length > 0 ? 'others' : 'perhaps';
}

/** Lambda's own record names the invocation where there is no code. */
const keyOf = ({ id, record, copies }: KeptEmail): string => id ?? record.requestId ?? copies[0]?.id ?? '';

function isOf(person: Person, { id, record: { recipient, userPoolId = '' }, userName }: KeptEmail): boolean {
  if (person.codeId !== undefined) return id === person.codeId;
  if (recipient !== undefined) return person.has(recipient);
  // A take-over warning names its user alone.
  return userName !== undefined && person.isUser(userPoolId, userName);
}
