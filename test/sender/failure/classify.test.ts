import { describe, expect, test } from '@jest/globals';
import { classifyFailure, failureFor, isAlerted } from '../../../src/sender/failure/classify.ts';
import { type Reason, reasons, type Stage } from '../../../src/sender/failure/reason.ts';
import { Refusal } from '../../../src/sender/failure/refusal.ts';

const from = 'no-reply@auth.example.com';
const replyTo = 'help@acme.example';
const to = 'anna@example.com';
const refused = (list: string): string =>
  `Email address is not verified. The following identities failed the check in region EU-WEST-1: ${list}`;

/** An error as the SDK throws it: a name, a text, sometimes a status or a network code. */
function awsError(name: string, text = '', { status, code }: { status?: number; code?: string } = {}): Error {
  const error = new Error(text);
  error.name = name;
  return Object.assign(error, { $metadata: { httpStatusCode: status }, ...(code && { code }) });
}

const table: readonly [Stage, Error, Reason][] = [
  ['send', awsError('MessageRejected', refused(to)), 'sandbox-recipient-unverified'],
  ['send', awsError('MessageRejected', refused(from)), 'sender-unverified'],
  ['send', awsError('MessageRejected', refused(`${from}, ${to}`)), 'sender-unverified'],
  ['send', awsError('MessageRejected', refused(`${to}, ...`)), 'identity-unverified'],
  ['send', awsError('MessageRejected', refused(`${from}, ...`)), 'sender-unverified'],
  ['send', awsError('MessageRejected', refused('somebody@else.example')), 'identity-unverified'],
  ['send', awsError('MessageRejected', 'Email address is not verified.'), 'identity-unverified'],
  [
    'send',
    awsError('MessageRejected', 'Sending paused for this account. For more information, …'),
    'sending-paused',
  ],
  ['send', awsError('MessageRejected', 'Email content is too large.'), 'content-rejected'],
  ['send', awsError('MessageRejected'), 'content-rejected'],
  [
    'send',
    awsError('SendingPausedException', 'Sending is paused for configuration set <x>.'),
    'sending-paused',
  ],
  ['send', awsError('SendingPausedException'), 'sending-paused'],
  ['send', awsError('AccountSuspendedException', 'permanently restricted'), 'account-suspended'],
  ['send', awsError('MailFromDomainNotVerifiedException'), 'mail-from-unverified'],
  [
    'send',
    awsError('NotFoundException', 'Configuration set <x> does not exist.', { status: 404 }),
    'configuration-set-missing',
  ],
  [
    'send',
    awsError('TooManyRequestsException', 'Maximum sending rate exceeded.', { status: 429 }),
    'throttled',
  ],
  [
    'send',
    awsError('TooManyRequestsException', 'Daily message quota exceeded.', { status: 429 }),
    'daily-quota-exceeded',
  ],
  ['send', awsError('LimitExceededException', 'Daily message quota exceeded.'), 'daily-quota-exceeded'],
  ['send', awsError('Throttling', 'Daily message quota exceeded.'), 'daily-quota-exceeded'],
  ['send', awsError('ThrottlingException', 'Rate exceeded'), 'throttled'],
  ['send', awsError('Unknown', '', { status: 429 }), 'throttled'],
  [
    'send',
    awsError('AccessDeniedException', "not authorized to perform `ses:SendEmail'", { status: 403 }),
    'ses-access-denied',
  ],
  ['send', awsError('ExpiredTokenException', '', { status: 403 }), 'ses-access-denied'],
  ['send', awsError('SESv2ServiceException', '', { status: 403 }), 'ses-access-denied'],
  ['send', awsError('BadRequestException', "Missing final '@domain'"), 'recipient-invalid'],
  [
    'send',
    awsError('BadRequestException', 'Local address contains control or whitespace'),
    'recipient-invalid',
  ],
  ['send', awsError('BadRequestException', `Domain contains illegal character: ${to}`), 'recipient-invalid'],
  ['send', awsError('BadRequestException', `Domain contains illegal character: ${from}`), 'content-rejected'],
  ['send', awsError('BadRequestException', `Missing final '@domain': ${replyTo}`), 'content-rejected'],
  ['send', awsError('BadRequestException', 'Address length is more than 320: ReplyTo'), 'content-rejected'],
  ['send', awsError('BadRequestException', "Sender: Missing final '@domain'"), 'content-rejected'],
  ['send', awsError('BadRequestException', 'Invalid header name'), 'content-rejected'],
  ['send', awsError('BadRequestException', 'Invalid address'), 'recipient-invalid'],
  ['send', awsError('BadRequestException', 'Illegal address in tag value'), 'content-rejected'],
  ['send', awsError('BadRequestException', 'Illegal address in ReturnPath'), 'content-rejected'],
  ['send', awsError('SyntaxError', 'Unexpected token <', { status: 401 }), 'ses-access-denied'],
  ['decrypt', awsError('SyntaxError', 'Unexpected token <', { status: 407 }), 'kms-access-denied'],
  ['decrypt', awsError('NoTimeoutErrorException', '', { status: 400 }), 'internal-error'],
  ['send', awsError('BadRequestException', ''), 'content-rejected'],
  ['send', awsError('InternalServerError', '', { status: 500 }), 'service-unavailable'],
  ['send', awsError('Error', 'connect ECONNREFUSED', { code: 'ECONNREFUSED' }), 'service-unavailable'],
  ['send', awsError('TimeoutError', 'socket hang up', { code: 'ECONNRESET' }), 'service-unavailable'],
  ['send', awsError('Error', 'getaddrinfo EAI_AGAIN', { code: 'EAI_AGAIN' }), 'service-unavailable'],
  ['send', awsError('Error', 'Parse Error', { code: 'HPE_INVALID_CONSTANT' }), 'service-unavailable'],
  [
    'send',
    awsError('Error', 'unable to verify', { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }),
    'service-unavailable',
  ],
  [
    'send',
    awsError('Error', 'self-signed certificate', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
    'service-unavailable',
  ],
  [
    'send',
    awsError('Error', 'wrong version', { code: 'ERR_SSL_WRONG_VERSION_NUMBER' }),
    'service-unavailable',
  ],
  [
    'send',
    awsError('Error', 'Premature close', { code: 'ERR_STREAM_PREMATURE_CLOSE' }),
    'service-unavailable',
  ],
  ['send', awsError('Error', 'no such CA', { code: 'INVALID_CA' }), 'service-unavailable'],
  ['send', awsError('RangeError', 'port 99999', { code: 'ERR_SOCKET_BAD_PORT' }), 'internal-error'],
  ['send', awsError('TypeError', 'TLSv9', { code: 'ERR_TLS_INVALID_PROTOCOL_VERSION' }), 'internal-error'],
  ['send', awsError('MessageRejected', 'no', { status: 400, code: 'EPIPE' }), 'content-rejected'],
  ['send', awsError('SyntaxError', 'Unexpected token <', { status: 429 }), 'throttled'],
  ['send', awsError('Error', 'no chunk-1.mjs', { code: 'ERR_MODULE_NOT_FOUND' }), 'internal-error'],
  ['send', awsError('TypeError', 'not a string', { code: 'ERR_INVALID_ARG_TYPE' }), 'internal-error'],
  ['read', awsError('Error', 'no chunk-1.mjs', { code: 'ERR_MODULE_NOT_FOUND' }), 'internal-error'],
  ['send', awsError('Error', 'too many open files', { code: 'EMFILE' }), 'internal-error'],
  ['send', awsError('SyntaxError', 'Unexpected token <', { status: 403 }), 'ses-access-denied'],
  ['decrypt', awsError('SyntaxError', 'Unexpected token <', { status: 403 }), 'kms-access-denied'],
  ['send', awsError('SlowDown', '', { status: 400 }), 'throttled'],
  ['send', awsError('SyntaxError', 'Unexpected token <'), 'service-unavailable'],
  ['send', awsError('AbortError', 'Request aborted'), 'timed-out'],
  ['send', awsError('TimeoutError', 'connect ETIMEDOUT', { code: 'ETIMEDOUT' }), 'timed-out'],
  ['send', awsError('SomethingNewException', '', { status: 400 }), 'internal-error'],
  ['send', new TypeError('x is undefined'), 'internal-error'],
  ['render', new SyntaxError('our own'), 'internal-error'],
  ['decrypt', awsError('AccessDeniedException', '', { status: 400 }), 'kms-access-denied'],
  ['decrypt', awsError('UnrecognizedClientException'), 'kms-access-denied'],
  ['decrypt', awsError('KMSException', '', { status: 403 }), 'kms-access-denied'],
  ['decrypt', awsError('DisabledException'), 'kms-key-unusable'],
  ['decrypt', awsError('KMSInvalidStateException'), 'kms-key-unusable'],
  ['decrypt', awsError('NotFoundException'), 'kms-key-unusable'],
  ['decrypt', awsError('IncorrectKeyException'), 'wrong-key'],
  ['decrypt', awsError('InvalidCiphertextException'), 'ciphertext-invalid'],
  ['decrypt', awsError('KMSInternalException', '', { status: 500 }), 'service-unavailable'],
  ['decrypt', awsError('KeyUnavailableException', '', { status: 500 }), 'service-unavailable'],
  ['decrypt', awsError('ThrottlingException'), 'throttled'],
  ['read', awsError('TooManyRequestsException'), 'throttled'],
  ['read', awsError('InternalErrorException', '', { status: 500 }), 'service-unavailable'],
  ['read', awsError('AccessDeniedException', '', { status: 400 }), 'internal-error'],
];

/** Reasons that no AWS error stands behind: a step of ours, or the diagnosis, finds them. */
const ours: readonly Reason[] = [
  'identity-in-other-region',
  'recipient-missing',
  'recipient-not-allowed',
  'pool-mismatch',
  'pool-not-allowed',
  'unknown-trigger-source',
  'code-missing',
  'code-expired',
];

describe('a failure', () => {
  test.each(['bob@content.example', 'x-header@e.example'])(
    "the recipient's own address does not decide: %s",
    (address) => {
      const error = awsError('BadRequestException', `Domain contains illegal character: ${address}`);
      expect(classifyFailure(error, { stage: 'send', from, to: address }).reason).toBe('recipient-invalid');
    },
  );

  test('is not blamed on a user whose address is the end of ours', () => {
    const context = { stage: 'send', from, replyTo, to: 'reply@auth.example.com' } as const;
    const error = awsError('BadRequestException', `Illegal address: ${from}`);
    expect(classifyFailure(error, context).reason).toBe('content-rejected');
  });

  test.each(['paused@x.example', 'disabled@x.example'])(
    'is not mistaken for another because of what a user is called: %s',
    (address) => {
      const error = awsError('MessageRejected', `Address blacklisted: ${address}`);
      expect(classifyFailure(error, { stage: 'send', from, to: address }).reason).toBe('content-rejected');
    },
  );

  test.each(
    table.map(([stage, error, reason]) => [stage, error.name, error.message, reason, error] as const),
  )('%s: %s "%s" is %s', (stage, _name, _text, reason, error) => {
    expect(classifyFailure(error, { stage, from, replyTo, to }).reason).toBe(reason);
  });

  test('of a connection is told by its code and its host, any other by its name', () => {
    const refusedConnection = Object.assign(new Error('connect ECONNREFUSED'), {
      code: 'ECONNREFUSED',
      address: '10.0.0.7',
      port: 443,
    });
    expect(classifyFailure(refusedConnection, { stage: 'send' })).toMatchObject({
      errorName: 'ECONNREFUSED',
      detail: 'the connection to 10.0.0.7 port 443 failed',
    });
    const unknownHost = Object.assign(new Error(), { code: 'ENOTFOUND', hostname: 'email.eu-west-1.aws' });
    expect(classifyFailure(unknownHost, { stage: 'send' })).toMatchObject({
      errorName: 'ENOTFOUND',
      detail: 'the connection to email.eu-west-1.aws failed',
    });
    const strange = Object.assign(new Error(), { code: 'ECONNRESET', hostname: 'anna@example.com' });
    expect(classifyFailure(strange, { stage: 'send' }).detail).toBe('the connection to SES failed');
    const nameless = Object.assign(new Error(), { code: 'ECONNRESET', port: 443 });
    expect(classifyFailure(nameless, { stage: 'send' }).detail).toBe('the connection to SES failed');
    const both = Object.assign(new AggregateError([refusedConnection]), { code: 'ECONNREFUSED' });
    expect(classifyFailure(both, { stage: 'send' }).detail).toBe(
      'the connection to 10.0.0.7 port 443 failed',
    );
    expect(classifyFailure(awsError('SlowDown'), { stage: 'send' }).errorName).toBe('SlowDown');
  });

  test('has a name only where what the service calls it looks like one', () => {
    for (const name of ['anna@example.com', 'a b', 'x'.repeat(65), 'Fault: 482913', '']) {
      expect(classifyFailure(awsError(name), { stage: 'send' }).errorName).toBe('UnknownError');
    }
  });

  test.each(ours)('a refusal keeps its reason and its sentence: %s', (reason) => {
    const failure = classifyFailure(new Refusal(reason, 'found so'), { stage: 'read' });
    expect(failure).toMatchObject({ reason, detail: 'found so' });
  });

  test('every reason of the list is reached by a row above', () => {
    const reached = new Set([...table.map(([, , reason]) => reason), ...ours]);
    expect(reasons.filter((reason) => !reached.has(reason))).toEqual([]);
  });

  test.each([undefined, null, 'text', 7, {}])('whatever is thrown is classified: %p', (thrown) => {
    expect(classifyFailure(thrown, { stage: 'send' })).toMatchObject({
      reason: 'internal-error',
      kind: 'defect',
      errorName: typeof thrown,
    });
  });

  test('is told to people if they can do something about it: the set-up, and defects', () => {
    for (const reason of reasons) {
      const failure = failureFor(reason, '');
      expect([reason, isAlerted(failure)]).toEqual([reason, /^(set-up|defect)$/.test(failure.kind)]);
    }
  });

  test('never holds the text of an AWS error', () => {
    for (const [stage, error] of table) {
      expect(JSON.stringify(classifyFailure(error, { stage, from, replyTo, to }))).not.toContain('@');
    }
  });

  test('has the kind that design and runbook give its reason', () => {
    const kinds = Object.groupBy(reasons, (reason) => failureFor(reason, '').kind);
    expect(kinds.transient).toEqual(['throttled', 'service-unavailable', 'timed-out']);
    expect(kinds.recipient).toEqual(['recipient-invalid', 'recipient-missing']);
    expect(kinds['on-purpose']).toEqual(['recipient-not-allowed', 'code-expired']);
  });
});
