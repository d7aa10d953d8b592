import type { Terminal } from './terminal.ts';

/**
 * Asks for a text.
 *
 * @param check What is wrong with an answer; undefined where nothing is.
 * @returns Undefined when the question was broken off, or nobody is there to be asked.
 */
export async function askText(
  terminal: Terminal,
  question: string,
  { check }: { readonly check: (answer: string) => string | undefined },
): Promise<string | undefined> {
  if (!terminal.interactive) return undefined;
  terminal.endProgress();
  const prompts = await import('@clack/prompts');
  const answer = await prompts.text({ message: question, validate: (value) => check(value ?? '') });
  return typeof answer === 'string' ? answer.trim() : undefined;
}
