/** What is done about an email that SES has not accepted. */
export type Kind = 'transient' | 'set-up' | 'recipient' | 'defect' | 'on-purpose';

/**
 * What else a reason implies. `diagnosable`: SES refuses several causes in the same words, and GetAccount and
 * GetEmailIdentity tell them apart. `sandbox-refusal`: the sandbox alone may have caused it. `same-everywhere`: it is
 * about the email itself, so no other Region would judge otherwise. `momentary`: it passes within seconds, so the
 * Region is asked again by the next email.
 */
export type Trait = 'diagnosable' | 'sandbox-refusal' | 'same-everywhere' | 'momentary';

interface Meaning {
  readonly kind: Kind;
  readonly traits: readonly Trait[];
}

const of = (kind: Kind, ...traits: readonly Trait[]): Meaning => ({ kind, traits });

/**
 * THE table of reasons: why an email was not accepted by SES, a closed list. A new one is a row here, its advice
 * (`advice.ts`), a rule that finds it (`rules.ts`) and its section in `docs/runbook.md`.
 */
const table = {
  'sandbox-recipient-unverified': of('set-up', 'diagnosable', 'sandbox-refusal'),
  'sender-unverified': of('set-up', 'diagnosable'),
  'identity-in-other-region': of('set-up', 'diagnosable'),
  'identity-unverified': of('set-up', 'diagnosable', 'sandbox-refusal'),
  'mail-from-unverified': of('set-up'),
  'sending-paused': of('set-up'),
  'account-suspended': of('set-up'),
  'configuration-set-missing': of('set-up'),
  'daily-quota-exceeded': of('set-up'),
  'ses-access-denied': of('set-up'),
  'content-rejected': of('defect', 'same-everywhere'),
  'recipient-invalid': of('recipient', 'same-everywhere'),
  'recipient-missing': of('recipient'),
  'recipient-not-allowed': of('on-purpose'),
  'kms-access-denied': of('set-up'),
  'kms-key-unusable': of('set-up'),
  'wrong-key': of('set-up'),
  'ciphertext-invalid': of('defect'),
  'pool-mismatch': of('defect'),
  'pool-not-allowed': of('defect'),
  'unknown-trigger-source': of('defect'),
  'code-missing': of('defect'),
  'code-expired': of('on-purpose'),
  throttled: of('transient', 'momentary'),
  'service-unavailable': of('transient'),
  'timed-out': of('transient'),
  'internal-error': of('defect'),
};

export type Reason = keyof typeof table;

export const reasons = Object.keys(table) as Reason[];

export const kindOf = (reason: Reason): Kind => table[reason].kind;

export const hasTrait = (reason: Reason, trait: Trait): boolean => table[reason].traits.includes(trait);

/** Where in the pipeline an email is, or stopped. */
export type Stage = 'read' | 'decrypt' | 'render' | 'send';
