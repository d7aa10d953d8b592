import type { Incident } from '../failure/incident.ts';

/** Thrown to Lambda so that it tries again: the reason and nothing else. */
export class DeferredError extends Error {
  override readonly name = 'DeferredError';

  static {
    // Lambda logs the class's name as errorType, and minifying would change it.
    Object.defineProperty(DeferredError, 'name', { value: 'DeferredError' });
  }

  constructor({ reason, errorName }: Pick<Incident, 'reason' | 'errorName'>) {
    super(`deferred: ${reason} (${errorName})`);
    this.stack = `${this.name}: ${this.message}`;
  }
}
