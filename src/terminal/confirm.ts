import { Mistake } from '../mistake.ts';
import type { Terminal } from './terminal.ts';

/** @throws {Mistake} when nobody is there to be asked. */
export function needSomebodyToAsk(terminal: Terminal): void {
  if (!terminal.interactive) {
    throw new Mistake(
      'Nobody can be asked without a terminal, so nothing was changed.',
      'Add --yes to agree beforehand.',
    );
  }
}

/**
 * Asks before something is changed.
 *
 * @param options.signal Breaks the question off.
 * @returns Whether the answer was yes; no when the question was broken off.
 * @throws {Mistake} when nobody is there to be asked.
 */
export async function confirm(
  terminal: Terminal,
  question: string,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<boolean> {
  needSomebodyToAsk(terminal);
  terminal.endProgress();
  const prompts = await import('@clack/prompts');
  const { isBrokenOff } = await import('./broken-off.ts');
  const answer = await prompts.confirm({ message: question, initialValue: false, ...(signal && { signal }) });
  return !isBrokenOff(answer) && answer;
}
