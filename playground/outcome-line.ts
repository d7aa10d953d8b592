import type { Reason, Stage } from '../src/sender/failure/reason.ts';
import type { Status } from '../src/sender/report/outcome.ts';

/** The log line that every invocation ends with, as far as the playground reads it. */
export interface OutcomeLine {
  readonly message: 'outcome';
  readonly status: Status;
  readonly reason?: Reason;
  readonly stage: Stage;
  readonly triggerSource?: string;
  readonly sesRegion?: string;
  readonly sesMessageId?: string;
  readonly [member: string]: unknown;
}

/** @returns The outcome among the lines of an invocation; undefined when it ended without one. */
export function outcomeIn(lines: readonly string[]): OutcomeLine | undefined {
  return lines.map(readLine).find((line): line is OutcomeLine => line?.['message'] === 'outcome');
}

/** A line of JSON; undefined for any other. */
export function readLine(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
