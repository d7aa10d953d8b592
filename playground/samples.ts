import { readFileSync } from 'node:fs';
import { Mistake } from '../src/mistake.ts';
import { stem, type TriggerSource, triggerSources } from '../src/trigger-source.ts';
import type { Environment, Invocation } from './lambda.ts';
import type { Playground } from './playground.ts';

/** A sample event of each trigger source. */
export type Samples = ReadonlyMap<TriggerSource, unknown>;

/**
 * Reads the eight sample events.
 *
 * @throws {Mistake} A file is missing or is not JSON.
 */
export function readSamples(folder = new URL('../events/', import.meta.url)): Samples {
  return new Map(triggerSources.map((source) => [source, readSample(folder, `${stem(source)}.json`)]));
}

function readSample(folder: URL, name: string): unknown {
  try {
    return JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const what =
      code === 'ENOENT' ? 'is missing' : code ? `cannot be read (${code})` : 'is not whole: it is no JSON';
    throw new Mistake(`events/${name} ${what}.`, '`npm run events` writes it anew.');
  }
}

interface Stage {
  readonly environment: Environment;
  readonly playground: Playground;
  readonly say: (text: string) => void;
}

/**
 * Sends the sample events, one after another, and says a table's row for each.
 *
 * @returns How many SES accepted.
 */
export async function sendSamples(
  events: Samples,
  { environment, playground: { mailbox }, say }: Stage,
): Promise<number> {
  let accepted = 0;
  say(row('TRIGGER SOURCE', 'OUTCOME', 'RECIPIENT', 'SUBJECT', 'MS'));
  for (const [source, event] of events) {
    const before = mailbox.length;
    const invocation = await environment.invoke(event);
    const outcome = outcomeOf(invocation);
    if (outcome.status === 'accepted') accepted += 1;
    const email = mailbox[before];
    say(
      row(
        shortName(source),
        outcome.shown,
        email?.to[0] ?? '-',
        email?.subject ?? '-',
        invocation.ms.toFixed(0),
      ),
    );
  }
  return accepted;
}

interface Outcome {
  readonly status: string;
  readonly shown: string;
}

function outcomeOf({ lines, error }: Invocation): Outcome {
  for (const line of lines) {
    const parsed = readJson(line);
    if (parsed?.['message'] === 'outcome') {
      const status = String(parsed['status']);
      return { status, shown: [status, parsed['reason']].filter(Boolean).join(': ') };
    }
  }
  return { status: 'none', shown: error ? error.message : 'no outcome' };
}

function readJson(line: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const shortName = (source: TriggerSource): string => source.replace('CustomEmailSender_', '');

const row = (source: string, outcome: string, recipient: string, subject: string, ms: string): string =>
  `${source.padEnd(28)} ${outcome.padEnd(14)} ${recipient.padEnd(24)} ${subject.padEnd(48)} ${ms.padStart(5)}`.trimEnd();
