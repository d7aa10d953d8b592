import { setTimeout } from 'node:timers/promises';
import { valueIn } from '../aws/fact.ts';
import type { VerbContext } from '../cli/verb-context.ts';
import { readStanding, type Standing } from './standing.ts';

/** Milliseconds between two looks: most decisions take a day, some a moment. */
const firstPause = 5000;
const longestPause = 300_000;

/** Looks until AWS has decided. @throws When it is broken off. */
export async function follow({ clients, signal, terminal }: VerbContext, first: Standing): Promise<Standing> {
  let standing = first;
  let pause = firstPause;
  while (standing.review === 'PENDING' && !standing.productionAccess) {
    terminal.progress(`AWS is reviewing the application for ${standing.region}; Ctrl-C stops waiting …`);
    await setTimeout(pause, undefined, { signal });
    pause = Math.min(pause * 2, longestPause);
    standing = valueIn(await readStanding(clients, standing.region, { signal })) ?? standing;
  }
  return standing;
}
