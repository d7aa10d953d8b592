import { codeId } from '../sender/code-id.ts';
import { type Reason, reasons, type Stage } from '../sender/failure/reason.ts';
import { isUserPoolId } from '../sender/user-pool-id.ts';
import {
  isTriggerSource,
  type LifetimeSettings,
  lifetimeOf,
  milliseconds,
  stem,
  type TriggerSource,
} from '../trigger-source.ts';

/** An event that the undelivered queue holds, whoever of the two put it there. */
export interface KeptRecord {
  /** `lambda`: its on-failure destination, after three tries or when the event had grown too old. */
  readonly keptBy: 'sender' | 'lambda';
  /** Absent where the function was killed or did not start. */
  readonly reason?: Reason;
  readonly stage?: Stage;
  /** What the sender said should be done. */
  readonly remedy?: string;
  /** When it was kept, in milliseconds since 1970. */
  readonly keptAt: number;
  /** When what it carries is of no more use, in milliseconds since 1970; absent where nobody can tell. */
  readonly expiresAt?: number;
  readonly codeId?: string;
  /** Lambda's id of the invocation, the same in each of its tries; Lambda's own records alone have it. */
  readonly requestId?: string;
  readonly sesRegion?: string;
  readonly triggerSource?: TriggerSource;
  readonly userPoolId?: string;
  /** The address in the event, in clear and as it came: never to be shown. A take-over warning has none. */
  readonly recipient?: string;
  /** Cognito's event, its code still encrypted; undefined where it was too large to be kept. */
  readonly event: unknown;
}

/** By what a record of Lambda's, which does not say when it expires, is judged. */
export interface RecordSettings extends LifetimeSettings {
  /** The function's MaximumEventAgeInSeconds, where it is known. */
  readonly maximumEventAgeSeconds?: number;
}

/** Lambda tries after one minute and after two more, so its record is that much younger than the event. AWS docs: "Asynchronous invocation", error handling. */
const retriesMs = 3 * 60_000;

/**
 * Reads a message of the undelivered queue.
 *
 * @param body Of either format, or anything else that somebody put into the queue.
 * @param settings The function's.
 * @returns Undefined for what is no record.
 */
export function readRecord(body: string, settings: RecordSettings): KeptRecord | undefined {
  const record = membersOf(parse(body));
  const keptAt = time(record, 'at') ?? time(record, 'timestamp');
  if (keptAt === undefined) return undefined;
  if (record['version'] === 1) return ofSender(record, { keptAt, settings });
  return Object.hasOwn(record, 'requestPayload') ? ofLambda(record, { keptAt, settings }) : undefined;
}

function ofSender(
  record: Members,
  { keptAt, settings }: { readonly keptAt: number; readonly settings: RecordSettings },
): KeptRecord {
  const { triggerSource } = named(record);
  const latest = triggerSource && keptAt + milliseconds(lifetimeOf(stem(triggerSource), settings));
  return {
    keptBy: 'sender',
    keptAt,
    ...optional('expiresAt', time(record, 'expiresAt') ?? latest),
    ...optional('reason', reasonNamed(text(record, 'reason'))),
    ...optional(
      'stage',
      stages.find((stage) => stage === record['stage']),
    ),
    ...optional('remedy', text(record, 'remedy')),
    ...optional('sesRegion', text(record, 'sesRegion')),
    // Of an event that was too large to be kept, this is all there is.
    ...named(record),
    ...ofEvent(record['event']),
  };
}

function ofLambda(
  record: Members,
  { keptAt, settings }: { readonly keptAt: number; readonly settings: RecordSettings },
): KeptRecord {
  const failure = membersOf(record['responsePayload']);
  const reason = text(failure, 'errorMessage')?.match(/^deferred: ([a-z-]+)/)?.[1];
  const event = ofEvent(record['requestPayload']);
  const { triggerSource } = event;
  const context = membersOf(record['requestContext']);
  // What was given up for its age was at least that old.
  const { maximumEventAgeSeconds: age } = settings;
  const waited = context['condition'] === 'EventAgeExceeded' && age !== undefined ? age * 1000 : retriesMs;
  const expiresAt =
    triggerSource && keptAt - waited + milliseconds(lifetimeOf(stem(triggerSource), settings));
  return {
    keptBy: 'lambda',
    keptAt,
    ...optional('expiresAt', expiresAt),
    ...optional('reason', reasonNamed(reason)),
    ...optional('requestId', text(context, 'requestId')),
    ...event,
  };
}

type OfEvent = Pick<KeptRecord, 'codeId' | 'triggerSource' | 'userPoolId' | 'recipient' | 'event'>;

function ofEvent(event: unknown): OfEvent {
  const members = membersOf(event);
  const request = membersOf(members['request']);
  const code = text(request, 'code');
  return {
    ...named(members),
    ...optional('codeId', code === undefined ? undefined : codeId(Buffer.from(code.slice(0, 64), 'base64'))),
    ...optional('recipient', text(membersOf(request['userAttributes']), 'email')),
    event: event ?? undefined,
  };
}

/** What an event says of itself, and a record repeats. */
const named = (members: Members): Omit<OfEvent, 'event'> => ({
  ...optional(
    'triggerSource',
    [members['triggerSource']].find((source) => isTriggerSource(source)),
  ),
  ...optional(
    'userPoolId',
    [text(members, 'userPoolId')].find((id) => id !== undefined && isUserPoolId(id)),
  ),
  ...optional('codeId', text(members, 'codeId')?.match(/^[0-9a-f]{32,64}$/)?.[0]),
});

const stages: readonly Stage[] = ['read', 'decrypt', 'render', 'send'];

const reasonNamed = (name: string | undefined): Reason | undefined =>
  reasons.find((reason) => reason === name);

type Members = Readonly<Record<string, unknown>>;

/** An object's own members; none of anything else. */
const membersOf = (value: unknown): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

function text(members: Members, name: string): string | undefined {
  const value = members[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A member that is an ISO 8601 time of this century, in milliseconds since 1970: a queue holds nothing older or later. */
function time(members: Members, name: string): number | undefined {
  const parsed = Date.parse(text(members, name) ?? '');
  return parsed >= Date.UTC(2000, 0) && parsed < Date.UTC(2100, 0) ? parsed : undefined;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const optional = <Name extends string, Value>(name: Name, value: Value | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { readonly [N in Name]?: Value };
