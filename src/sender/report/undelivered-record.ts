import { isRecord } from '../../is-record.ts';
import { remedyFor } from '../failure/advice.ts';
import type { Incident } from '../failure/incident.ts';
import type { Reason, Stage } from '../failure/reason.ts';
import type { Invocation } from '../invocation.ts';

/** What the undelivered queue holds of one event: all that is needed to understand it and to send it again. */
export interface UndeliveredRecord {
  readonly version: 1;
  readonly reason: Reason;
  readonly stage: Stage;
  /** What to do, in a sentence. */
  readonly remedy: string;
  /** When it was kept, and when what it carries is of no more use: ISO 8601. */
  readonly at: string;
  readonly expiresAt: string | null;
  readonly sesRegion: string | null;
  readonly codeId: string | null;
  readonly triggerSource: string | null;
  readonly userPoolId: string | null;
  /**
   * Cognito's event as it came, its code still encrypted, without what lets its bearer act for the user. Of an event too
   * large for a queue, what an email needs; null where even that is too large.
   */
  readonly event: unknown;
}

/** An email that nobody will send by itself: why, how far it came, and the event that asked for it. */
export interface Undelivered {
  readonly incident: Incident;
  readonly invocation: Pick<Invocation, 'stage' | 'details'>;
  readonly event: unknown;
}

export const undeliveredRecord = (
  { incident, invocation: { stage, details }, event }: Undelivered,
  { expiresAt, at }: { readonly expiresAt: string | null; readonly at: string },
): UndeliveredRecord => ({
  version: 1,
  reason: incident.reason,
  stage,
  remedy: remedyFor(incident),
  at,
  expiresAt,
  sesRegion: details.sesRegion ?? null,
  codeId: details.codeId ?? null,
  triggerSource: details.triggerSource ?? null,
  userPoolId: details.userPoolId ?? null,
  event: withoutBearerValues(event),
});

/** AWS docs: SQS SendMessage, the maximum message size, 1 MiB. */
const maxBytes = 1_048_576;
const fits = (body: string): boolean => Buffer.byteLength(body) <= maxBytes;

/** The record as an SQS message's body: only characters that SQS takes, and never too large to be kept. */
export function messageBody(record: UndeliveredRecord): string {
  const whole = toText(record);
  if (fits(whole)) return whole;
  const shorter = toText({ ...record, event: essentials(record.event) });
  return fits(shorter) ? shorter : toText({ ...record, event: null });
}

/** JSON escapes the control characters and lone surrogates that SQS refuses, but not these two. AWS docs: SendMessage. */
const toText = (record: UndeliveredRecord): string =>
  JSON.stringify(record).replace(/[\ufffe\uffff]/g, (character) =>
    character === '\ufffe' ? String.raw`\ufffe` : String.raw`\uffff`,
  );

/** In take-over warnings these approve or reject a sign-in for whoever holds them; a later email does without. */
const bearerAttributes: ReadonlySet<string> = new Set([
  'FEEDBACK_TOKEN',
  'ONE_CLICK_LINK_VALID',
  'ONE_CLICK_LINK_INVALID',
]);

/** What an email needs of the attributes. */
const neededAttributes: ReadonlySet<string> = new Set([
  'email',
  'name',
  'given_name',
  'locale',
  'custom:locale',
  'zoneinfo',
]);

const withoutBearerValues = (event: unknown): unknown =>
  withAttributes(event, (name) => !bearerAttributes.has(name));

/** What an email needs of an event: large ones owe their size to what a stranger put into them. */
function essentials(event: unknown): unknown {
  if (!isRecord(event)) return null;
  const { version, triggerSource, region, userPoolId, userName, callerContext, request } = event;
  const { type, code, userAttributes } = isRecord(request) ? request : {};
  const { clientId } = isRecord(callerContext) ? callerContext : {};
  return withAttributes(
    {
      version,
      triggerSource,
      region,
      userPoolId,
      userName,
      callerContext: { clientId },
      request: { type, code, clientMetadata: null, userAttributes },
    },
    (name) => neededAttributes.has(name) || /^[A-Z_]+$/.test(name),
  );
}

/** The event with those of its user attributes whose name passes. */
function withAttributes(event: unknown, keep: (name: string) => boolean): unknown {
  if (!isRecord(event) || !isRecord(event['request'])) return event;
  const { request } = event;
  if (!isRecord(request['userAttributes'])) return event;
  const userAttributes = Object.fromEntries(
    Object.entries(request['userAttributes']).filter(([name]) => keep(name)),
  );
  return { ...event, request: { ...request, userAttributes } };
}
