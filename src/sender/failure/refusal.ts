import type { Reason } from './reason.ts';

/** A step's own decision to go no further. Its text never holds a code, an address or a user's name. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly reason: Reason;

  constructor(reason: Reason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
