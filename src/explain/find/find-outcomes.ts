import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Clients } from '../../aws/clients.ts';
import { ask, type Fact } from '../../aws/fact.ts';
import { parseOutcome, type SenderOutcome } from '../../canary/read-outcome.ts';
import { maskAddress } from '../../sender/mask-address.ts';
import type { Period } from '../period.ts';

/** An outcome line of the sender. */
export interface OutcomeLine extends SenderOutcome {
  /** When it was written, in milliseconds since 1970. */
  readonly at: number;
}

/** Whose lines are looked for: those of an address, or of one code. */
export type Whose = { readonly address: string } | { readonly codeId: string };

export interface FoundOutcomes {
  /** Oldest first. */
  readonly lines: readonly OutcomeLine[];
  /** Lines that say of nobody whom they are for: the event had no address, or nothing that could be one. */
  readonly nobodys: readonly OutcomeLine[];
  /** Whether the whole period was read. */
  readonly complete: boolean;
}

/** Pages of the log to read at most: an answer holds up to 10,000 lines or 1 MB, and often nothing at all. */
const mostPages = 300;

export interface FindOptions {
  readonly region: string;
  readonly period: Period;
  readonly signal: AbortSignal;
}

/** Finds the outcome lines of a person or of a code. */
export async function findOutcomes(
  clients: Clients,
  whose: Whose & { readonly logGroup: string },
  { region, period, signal }: FindOptions,
): Promise<Fact<FoundOutcomes>> {
  const logs = await clients.logs(region);
  return ask(async () => {
    const found: OutcomeLine[] = [];
    let nextToken: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const answer = await logs.send(
        new FilterLogEventsCommand({
          logGroupName: whose.logGroup,
          startTime: period.from,
          endTime: period.to,
          filterPattern: patternFor(whose),
          nextToken,
        }),
        { abortSignal: signal },
      );
      for (const { message = '', timestamp = 0 } of answer.events ?? []) {
        const outcome = parseOutcome(message);
        if (outcome) found.push({ ...outcome, at: timestamp });
      }
      nextToken = answer.nextToken;
      if (nextToken === undefined) break;
    }
    const lines = found.sort((one, other) => one.at - other.at);
    return {
      // CloudWatch looks for what is like it; this is what is exactly it.
      lines: lines.filter((line) => 'codeId' in whose || isMaskOf(line.recipient, whose.address)),
      nobodys: lines.filter(({ recipient }) => !('codeId' in whose) && recipient === undefined),
      complete: nextToken === undefined,
    };
  });
}

/** Addresses are asked for by their masked form, in upper and in lower case. */
export function patternFor(whose: Whose): string {
  if ('codeId' in whose) return `{ $.message = "outcome" && $.codeId = "${whose.codeId}" }`;
  const [, local = '', domain = ''] = maskAddress(whose.address).match(/^(.)\*{3}@(.)\*{3}$/) ?? [];
  const masked = `${anyCase(local)}...@${anyCase(domain)}...`;
  return `{ $.message = "outcome" && ($.recipient = %^${masked}$% || $.recipient NOT EXISTS) }`;
}

/** A character in a regular expression of CloudWatch's, which takes few that are neither letter nor digit. */
function anyCase(character: string): string {
  if (/^[a-z]$/i.test(character)) return `[${character.toLowerCase()}${character.toUpperCase()}]`;
  return /^\d$/.test(character) ? character : '.';
}

const isMaskOf = (masked: string | undefined, address: string): boolean =>
  masked !== undefined && masked.toLowerCase() === maskAddress(address).toLowerCase();
