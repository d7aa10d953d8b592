import { Mistake } from '../mistake.ts';
import type { Terminal } from './terminal.ts';

/**
 * Asks before something is changed.
 *
 * @returns Whether the answer was yes; no when the question was broken off.
 * @throws {Mistake} when nobody is there to be asked.
 */
export async function confirm(terminal: Terminal, question: string): Promise<boolean> {
  if (!terminal.interactive) {
    throw new Mistake(
      'Nobody can be asked without a terminal, so nothing was changed.',
      'Add --yes to agree beforehand.',
    );
  }
  terminal.endProgress();
  const prompts = await import('@clack/prompts');
  const answer = await prompts.confirm({ message: question, initialValue: false });
  return answer === true;
}
