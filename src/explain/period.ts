import { Mistake } from '../mistake.ts';

/** A stretch of time, both ends in milliseconds since 1970. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Reads `--since` and `--until`: so long ago (`90m`, `24h`, `7d`), or a time in ISO 8601, of UTC unless it says otherwise.
 *
 * @param now Milliseconds since 1970.
 * @throws {Mistake} for anything else, or a period that ends before it begins.
 */
export function readPeriod(
  { since, until }: { readonly since: string; readonly until?: string },
  now: number,
): Period {
  const from = readTime('--since', since, now);
  const to = until === undefined ? now : readTime('--until', until, now);
  if (from < to) return { from, to };
  throw new Mistake(
    `--since ${since} is not before ${until === undefined ? 'now' : `--until ${until}`}.`,
    'Name an earlier time.',
  );
}

function readTime(option: string, text: string, now: number): number {
  const [, count, unit = ''] = text.match(/^(\d{1,6})([mhd])$/) ?? [];
  if (count !== undefined) return now - Number(count) * (units[unit] ?? 0);
  const iso = text.match(/^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?)?$/);
  const time = iso ? Date.parse(`${iso[1]}T${iso[2] ?? '00:00'}${iso[3] ?? 'Z'}`) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new Mistake(
    `${option} is ${text}, which is no time.`,
    'Say how long ago (90m, 24h, 7d), or when, in UTC (2026-03-20T14:00).',
  );
}
