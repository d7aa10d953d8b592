import { pasteable, type Target } from './pasteable.ts';
import { self } from './self.ts';

/**
 * Writes one of this tool's own commands, so that it can be pasted.
 *
 * @param target How the installation was named; the command names it alike.
 * @param more Options of the verb's own, as they are typed.
 */
export const commandLine = (verb: string, target: Target, more: readonly string[] = []): string => {
  const command = [self, verb, ...more].join(' ');
  return pasteable(command, target) ?? command;
};
