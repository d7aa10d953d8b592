import type { FaultName } from '../../playground/faults.ts';
import type { Reason, Stage } from '../../src/sender/failure/reason.ts';
import type { Status } from '../../src/sender/report/outcome.ts';

/**
 * Every fault and what becomes of an email in it. `undeliverable` is kept and alerted, `skipped` is neither,
 * `deferred` is thrown for Lambda to try again. A fault of KMS spares the take-over warning, which has no code; one
 * of Cognito meets only it.
 */
export const outcomesByFault = {
  none: ['accepted'],
  'suppressed recipient': ['accepted'],
  'maximum send rate': ['accepted'],
  // These are met only by an email that something else keeps from being sent.
  'SQS access denied': ['accepted'],
  'SQS 5xx': ['accepted'],
  'SQS slow': ['accepted'],
  'SNS access denied': ['accepted'],
  'SNS 5xx': ['accepted'],
  'SNS slow': ['accepted'],
  sandbox: ['undeliverable', 'sandbox-recipient-unverified', 'send'],
  'unverified sender': ['undeliverable', 'sender-unverified', 'send'],
  'identity in another Region': ['undeliverable', 'identity-in-other-region', 'send'],
  'identity list cut short': ['undeliverable', 'identity-unverified', 'send'],
  'MAIL FROM without MX': ['undeliverable', 'mail-from-unverified', 'send'],
  'paused account': ['undeliverable', 'sending-paused', 'send'],
  'paused configuration set': ['undeliverable', 'sending-paused', 'send'],
  'suspended account': ['undeliverable', 'account-suspended', 'send'],
  'missing configuration set': ['undeliverable', 'configuration-set-missing', 'send'],
  'daily quota': ['undeliverable', 'daily-quota-exceeded', 'send'],
  'SES access denied': ['undeliverable', 'ses-access-denied', 'send'],
  'content refused': ['undeliverable', 'content-rejected', 'send'],
  'bad request': ['undeliverable', 'content-rejected', 'send'],
  'address refused': ['skipped', 'recipient-invalid', 'send'],
  'SES unknown error': ['undeliverable', 'internal-error', 'send'],
  'sending rate': ['deferred', 'throttled', 'send'],
  'SES 5xx': ['deferred', 'service-unavailable', 'send'],
  'SES connection reset': ['deferred', 'service-unavailable', 'send'],
  'SES error page': ['deferred', 'service-unavailable', 'send'],
  'SES answer without an id': ['deferred', 'service-unavailable', 'send'],
  'SES slow': ['deferred', 'timed-out', 'send'],
  'SES refused by a proxy': ['undeliverable', 'ses-access-denied', 'send'],
  'KMS refused by a proxy': ['undeliverable', 'kms-access-denied', 'decrypt'],
  'KMS key of another pool': ['undeliverable', 'wrong-key', 'decrypt'],
  'KMS access denied': ['undeliverable', 'kms-access-denied', 'decrypt'],
  'KMS key disabled': ['undeliverable', 'kms-key-unusable', 'decrypt'],
  'KMS key to be deleted': ['undeliverable', 'kms-key-unusable', 'decrypt'],
  'KMS throttled': ['deferred', 'throttled', 'decrypt'],
  'KMS 5xx': ['deferred', 'service-unavailable', 'decrypt'],
  'KMS connection reset': ['deferred', 'service-unavailable', 'decrypt'],
  'KMS error page': ['deferred', 'service-unavailable', 'decrypt'],
  'KMS slow': ['deferred', 'timed-out', 'decrypt'],
  'KMS answer without a key': ['deferred', 'service-unavailable', 'decrypt'],
  'Cognito access denied': ['undeliverable', 'internal-error', 'read'],
  'Cognito 5xx': ['deferred', 'service-unavailable', 'read'],
  'user deleted': ['skipped', 'recipient-missing', 'read'],
} as const satisfies Record<FaultName, readonly [Status, Reason?, Stage?]>;
