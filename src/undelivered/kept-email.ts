import { canaryUserName } from '../canary/canary-event.ts';
import { eventId } from '../sender/code-id.ts';
import type { Reason } from '../sender/failure/reason.ts';
import { attributesOf, stem } from '../trigger-source.ts';
import type { HeldMessage } from './kept-queue.ts';
import { type KeptRecord, type RecordSettings, readRecord } from './read-record.ts';

/**
 * Whether an email can still be of use: `living`; `expired`, as one too that was of no use from the start (an event
 * without a code); a `test` of ours, which nobody waits for; `too-large`, so that its event was not kept;
 * `contradictory`, where two records of one code are for different people, so that somebody has changed one of them.
 */
export type Fate = 'living' | 'expired' | 'test' | 'too-large' | 'contradictory';

/** One email that was not sent, of however many records the queue holds of it. */
export interface KeptEmail {
  /** The code's id, or Cognito's of a take-over warning; undefined where an event has neither. */
  readonly id?: string;
  readonly copies: readonly HeldMessage[];
  /** What the newest of them says. */
  readonly record: KeptRecord;
  /** Why it was kept; `none` where the function was killed or did not start. */
  readonly reason: Reason | 'none';
  /** When it was first kept, and when its code expires by the strictest of its records, in milliseconds since 1970. */
  readonly keptAt: number;
  readonly expiresAt?: number;
  /** The user's name in the pool, which may be an address: never to be shown. */
  readonly userName?: string;
  readonly fate: Fate;
}

export interface Sorted {
  /** Oldest first. */
  readonly emails: readonly KeptEmail[];
  /** Messages that are no record. */
  readonly strangers: readonly HeldMessage[];
}

/**
 * Makes emails of messages: records of one code are one email. An event that was delivered to the function twice, or
 * that failed once more after it was sent again, has more than one; the later ones take it for younger than it is.
 *
 * @param now Milliseconds since 1970.
 */
export function sortMessages(
  messages: readonly HeldMessage[],
  settings: RecordSettings,
  now: number,
): Sorted {
  const groups = new Map<string, Copy[]>();
  const strangers: HeldMessage[] = [];
  for (const message of messages) {
    const record = readRecord(message.body, settings);
    if (!record) {
      strangers.push(message);
      continue;
    }
    const id = idOf(record);
    const key = id ?? `message ${message.id}`;
    groups.set(key, [...(groups.get(key) ?? []), { message, record }]);
  }
  const emails = [...groups.values()].map((copies) => emailOf(copies, now));
  return { emails: emails.sort((one, other) => one.keptAt - other.keptAt), strangers };
}

interface Copy {
  readonly message: HeldMessage;
  readonly record: KeptRecord;
}

function emailOf(copies: readonly Copy[], now: number): KeptEmail {
  const records = copies.map(({ record }) => record).sort((one, other) => other.keptAt - one.keptAt);
  const whole = records.filter(({ event }) => event !== undefined);
  const record = (whole[0] ?? records[0]) as KeptRecord;
  const ends = records.flatMap(({ expiresAt }) => expiresAt ?? []);
  const expiresAt = ends.length > 0 ? Math.min(...ends) : undefined;
  const id = idOf(record);
  const userName = userNameIn(record);
  return {
    ...(id !== undefined && { id }),
    copies: copies.map(({ message }) => message),
    record,
    reason: record.reason ?? 'none',
    keptAt: Math.min(...records.map(({ keptAt }) => keptAt)),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(userName !== undefined && { userName }),
    fate: fateOf(whole, expiresAt, now),
  };
}

function fateOf(whole: readonly KeptRecord[], expiresAt: number | undefined, now: number): Fate {
  if (expiresAt !== undefined && expiresAt <= now) return 'expired';
  // What has neither a code nor a warning in it would only be kept once more, as another message.
  if (whole.length > 0 && whole.every((record) => idOf(record) === undefined)) return 'expired';
  if (whole.length === 0) return 'too-large';
  if (whole.every((record) => userNameIn(record) === canaryUserName)) return 'test';
  const people = whole.map((record) =>
    JSON.stringify([record.triggerSource, record.userPoolId, userNameIn(record), record.recipient]),
  );
  return new Set(people).size > 1 ? 'contradictory' : 'living';
}

const idOf = ({ codeId, triggerSource, event }: KeptRecord): string | undefined =>
  codeId ?? (isTakeOver(triggerSource) ? eventId(attribute(event, 'EVENT_ID')) : undefined);

const isTakeOver = (source: KeptRecord['triggerSource']): boolean =>
  source !== undefined && attributesOf(stem(source)) === 'sign-in';

/** Of a take-over warning, the event's own member is not what the function goes by. */
function userNameIn({ triggerSource, event }: KeptRecord): string | undefined {
  return (
    (isTakeOver(triggerSource) ? attribute(event, 'USER_NAME') : undefined) ??
    text(membersOf(event)['userName'])
  );
}

const attribute = (event: unknown, name: string): string | undefined =>
  text(membersOf(membersOf(membersOf(event)['request'])['userAttributes'])[name]);

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
