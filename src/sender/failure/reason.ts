/** Why an email was not accepted by SES: a closed list; `docs/runbook.md` has a section for each. */
export const reasons = [
  'sandbox-recipient-unverified',
  'sender-unverified',
  'identity-in-other-region',
  'identity-unverified',
  'mail-from-unverified',
  'sending-paused',
  'account-suspended',
  'configuration-set-missing',
  'daily-quota-exceeded',
  'ses-access-denied',
  'content-rejected',
  'recipient-invalid',
  'recipient-missing',
  'recipient-not-allowed',
  'kms-access-denied',
  'kms-key-unusable',
  'wrong-key',
  'ciphertext-invalid',
  'pool-mismatch',
  'pool-not-allowed',
  'unknown-trigger-source',
  'code-missing',
  'code-expired',
  'throttled',
  'service-unavailable',
  'timed-out',
  'internal-error',
] as const;

export type Reason = (typeof reasons)[number];

/** Where in the pipeline an email is, or stopped. */
export type Stage = 'read' | 'decrypt' | 'render' | 'send';

/** A step's own decision to go no further. Its text never holds a code, an address or a user's name. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly reason: Reason;

  constructor(reason: Reason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
