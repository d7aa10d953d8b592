import type { CommanderError } from 'commander';
import { Mistake } from '../mistake.ts';

/**
 * What commander did not understand, as any other mistake is told.
 *
 * @returns Undefined where nothing is wrong: commander has printed a help that was asked for.
 */
export function usageMistake({ code, exitCode, message }: CommanderError): Mistake | undefined {
  if (exitCode === 0) return undefined;
  if (code === 'commander.help')
    return new Mistake('No verb is named.', 'Add --help for those that there are.');
  const found = message
    .replace(/^error: /, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/ \((Did you mean .*\?)\)$/, '. $1')
    .trim();
  return new Mistake(
    `${found.charAt(0).toUpperCase()}${found.slice(1)}${/[.?]$/.test(found) ? '' : '.'}`,
    'Add --help to see what it takes.',
  );
}
