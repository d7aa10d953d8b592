/** How the sender says an invocation ended, as far as others go by it. */
export interface SenderOutcome {
  readonly status: 'accepted' | 'skipped' | 'deferred' | 'undeliverable';
  /** Lambda's, the same in each of its tries. */
  readonly requestId?: string;
  readonly triggerSource?: string;
  readonly userPoolId?: string;
  readonly clientId?: string;
  /** Masked. */
  readonly recipient?: string;
  /** The language that the email was written in; a BCP 47 tag. */
  readonly locale?: string;
  readonly reason?: string;
  readonly stage?: string;
  readonly sesRegion?: string;
  readonly sesMessageId?: string;
  readonly codeId?: string;
  /** Of a take-over warning, which has no code. */
  readonly eventId?: string;
  /** Of an email that was accepted: the Region that refused it first, and why. */
  readonly refusedIn?: string;
  readonly refusedFor?: string;
  /** Of this project, which the function was built from. */
  readonly version?: string;
  /** Milliseconds by stage. */
  readonly times?: Readonly<Record<string, number>>;
}

/**
 * Finds the outcome line in the last of a log.
 *
 * @param tail What Lambda answers with `LogType: Tail`: base64 of the log's last 4 kB, whose first line may be cut.
 * @returns Undefined where there is none: the function did not get that far, or wrote more after it than fits.
 */
export function readOutcome(tail: string | undefined): SenderOutcome | undefined {
  const lines = Buffer.from(tail ?? '', 'base64')
    .toString('utf8')
    .split('\n');
  for (const line of lines.reverse()) {
    const outcome = line.includes('"outcome"') ? parseOutcome(line) : undefined;
    if (outcome) return outcome;
  }
  return undefined;
}

const textNames = [
  'requestId',
  'clientId',
  'triggerSource',
  'userPoolId',
  'recipient',
  'locale',
  'reason',
  'stage',
  'sesRegion',
  'sesMessageId',
  'codeId',
  'eventId',
  'refusedIn',
  'refusedFor',
  'version',
] as const satisfies readonly (keyof SenderOutcome)[];

const statuses: ReadonlySet<unknown> = new Set(['accepted', 'skipped', 'deferred', 'undeliverable']);

/** Reads one line of the function's log; undefined for any but an outcome. */
export function parseOutcome(line: string): SenderOutcome | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const { message, status, times, ...rest } = parsed as Record<string, unknown>;
  if (message !== 'outcome' || !statuses.has(status)) return undefined;
  const members = textNames
    .map((name) => [name, rest[name]] as const)
    .filter(([name, value]) => typeof value === 'string' && (name !== 'recipient' || isMasked(value)));
  return {
    status: status as SenderOutcome['status'],
    ...Object.fromEntries(members),
    ...(typeof times === 'object' && times !== null && { times: times as Record<string, number> }),
  };
}

/** A line of the function's has an address in no other form; whatever else stands there is not handed on. */
const isMasked = (text: string): boolean => /^.?\*\*\*@.?\*\*\*$/u.test(text);
