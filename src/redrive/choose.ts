import { stem } from '../trigger-source.ts';
import type { KeptEmail } from '../undelivered/kept-email.ts';

/** Which kept emails a verb is about; all where nothing is said. */
export interface Choice {
  /** The sender's, or `none`. */
  readonly reason?: string;
  readonly trigger?: string;
}

export const isChosen =
  ({ reason, trigger }: Choice) =>
  (email: KeptEmail): boolean => {
    const { triggerSource } = email.record;
    return (
      (reason === undefined || reason === email.reason) &&
      (trigger === undefined || (triggerSource !== undefined && trigger === stem(triggerSource)))
    );
  };
