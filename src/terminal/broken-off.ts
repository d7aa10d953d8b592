import { isCancel } from '@clack/prompts';

/**
 * Whether a question was broken off instead of answered. While it waits the terminal hands Ctrl-C over as a character, so
 * that no signal came of it: what the signal does is done here.
 */
export function isBrokenOff(answer: unknown): answer is symbol {
  if (!isCancel(answer)) return false;
  process.emit('SIGINT', 'SIGINT');
  return true;
}
