import type { Region } from './account.ts';
import type { Call, Service } from './call.ts';
import { homeRegion } from './fixtures.ts';
import type { Playground } from './playground.ts';
import { ServiceError, type WireResponse } from './wire.ts';

/** Something that goes wrong: a state of the account, or what happens to calls on their way. */
export interface Fault {
  /** The state that a Region's SES is in. */
  readonly state?: (region: Region) => void;
  /** What a call is answered with instead; undefined leaves it to its service. */
  readonly onCall?: (call: Call) => ServiceError | WireResponse | undefined;
}

type Effect = (call: Call) => ServiceError | WireResponse | undefined;

const calls =
  (service: Service, effect: Effect, operation?: string) =>
  (call: Call): ServiceError | WireResponse | undefined =>
    call.service === service && (operation === undefined || call.operation === operation)
      ? effect(call)
      : undefined;

const error =
  (name: string, message: string, status = 400) =>
  (): ServiceError =>
    new ServiceError(name, message, status);
const sends = (effect: Effect) => calls('ses', effect, 'SendEmail');
const decrypts = (effect: Effect) => calls('kms', effect, 'Decrypt');

const reset = (): WireResponse => ({ status: 0, body: '', reset: true });
const slow = (): WireResponse => ({ status: 200, body: '{}', delay: 60_000 });
const errorPage = (): WireResponse => ({
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<html><body>502 Bad Gateway</body></html>',
});

const proxyDenial = (): WireResponse => ({
  status: 403,
  headers: { 'content-type': 'text/html' },
  body: '<html><body>403 Forbidden</body></html>',
});

const denied =
  (action: string) =>
  (call: Call): ServiceError =>
    new ServiceError(
      'AccessDeniedException',
      `User \`arn:aws:sts::111122223333:assumed-role/sender/email-sender' is not authorized to perform \`${action}' on resource \`arn:aws:ses:eu-west-1:111122223333:identity/${call.input.Destination?.ToAddresses?.[0] ?? 'auth.example.com'}'`,
      403,
    );

/** A new production account may send 14 emails a second. AWS docs: "Service quotas in Amazon SES". */
const maxSendRate = 14;
const sentAt: number[] = [];
function tooFast(): ServiceError | undefined {
  const now = Date.now();
  while ((sentAt[0] ?? now) < now - 1000) sentAt.shift();
  if (sentAt.length >= maxSendRate) {
    return new ServiceError('TooManyRequestsException', 'Maximum sending rate exceeded.', 429);
  }
  sentAt.push(now);
  return undefined;
}

/** The fault panel: each fault by name, its classes and texts as AWS sends them. */
export const faults = {
  none: {},
  sandbox: {
    state: (region) => {
      region.sandbox = true;
    },
  },
  'unverified sender': {
    state: ({ identities }) => {
      identities.set('auth.example.com', 'PENDING');
    },
  },
  'identity in another Region': {
    state: ({ identities }) => {
      identities.clear();
    },
  },
  'identity list cut short': {
    onCall: sends(
      ({ region }) =>
        new ServiceError(
          'MessageRejected',
          `Email address is not verified. The following identities failed the check in region ${region.toUpperCase()}: ...`,
        ),
    ),
  },
  'MAIL FROM without MX': {
    state: (region) => {
      region.mailFromBroken = true;
    },
  },
  'paused account': {
    state: (region) => {
      region.sending = 'paused';
    },
  },
  'paused configuration set': {
    state: ({ configurationSets }) => {
      configurationSets.set('authentication', false);
    },
  },
  'suspended account': {
    state: (region) => {
      region.sending = 'suspended';
    },
  },
  'missing configuration set': {
    state: ({ configurationSets }) => {
      configurationSets.clear();
    },
  },
  'daily quota': {
    state: (region) => {
      region.quotaLeft = 0;
    },
  },
  'suppressed recipient': {
    state: ({ suppressed }) => {
      suppressed.add('ana.sousa@example.com');
    },
  },
  'sending rate': {
    onCall: sends(error('TooManyRequestsException', 'Maximum sending rate exceeded.', 429)),
  },
  'maximum send rate': { onCall: sends(tooFast) },
  'SES access denied': { onCall: sends(denied('ses:SendEmail')) },
  'content refused': {
    onCall: sends(error('MessageRejected', 'Email content contains an illegal attachment.')),
  },
  'address refused': {
    onCall: sends(
      (call) =>
        new ServiceError(
          'BadRequestException',
          `Domain contains illegal character: ${call.input.Destination.ToAddresses[0]}`,
        ),
    ),
  },
  'bad request': { onCall: sends(error('BadRequestException', 'Header name is not allowed.')) },
  'SES 5xx': { onCall: sends(error('InternalServiceErrorException', 'Something went wrong.', 500)) },
  'SES connection reset': { onCall: sends(reset) },
  'SES slow': { onCall: sends(slow) },
  'SES error page': { onCall: sends(errorPage) },
  'SES answer without an id': {
    onCall: sends(() => ({ status: 200, headers: { 'content-type': 'application/json' }, body: '{}' })),
  },
  'SES unknown error': { onCall: sends(error('SomethingNewException', 'Nobody has seen this one before.')) },
  'SES refused by a proxy': { onCall: sends(proxyDenial) },
  'KMS refused by a proxy': { onCall: decrypts(proxyDenial) },
  'KMS key of another pool': {
    onCall: decrypts(
      error(
        'IncorrectKeyException',
        'The key ID in the request does not identify a CMK that can perform this operation.',
      ),
    ),
  },
  'KMS access denied': {
    onCall: decrypts(
      error(
        'AccessDeniedException',
        'The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.',
      ),
    ),
  },
  'KMS key disabled': {
    onCall: decrypts(
      error('DisabledException', 'arn:aws:kms:eu-west-1:111122223333:key/0a11ce00 is disabled.'),
    ),
  },
  'KMS key to be deleted': {
    onCall: decrypts(
      error(
        'KMSInvalidStateException',
        'arn:aws:kms:eu-west-1:111122223333:key/0a11ce00 is pending deletion.',
      ),
    ),
  },
  'KMS throttled': {
    onCall: decrypts(error('ThrottlingException', 'You have exceeded the rate at which you may call KMS.')),
  },
  'KMS 5xx': {
    onCall: decrypts(error('KMSInternalException', 'The service could not process the request.', 500)),
  },
  'KMS connection reset': { onCall: decrypts(reset) },
  'KMS slow': { onCall: decrypts(slow) },
  'KMS error page': { onCall: decrypts(errorPage) },
  'KMS answer without a key': {
    onCall: decrypts(() => ({
      status: 200,
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: '{}',
    })),
  },
  'Cognito access denied': {
    onCall: calls(
      'cognito',
      error('AccessDeniedException', 'User is not authorized to perform: cognito-idp:AdminGetUser'),
    ),
  },
  'Cognito 5xx': { onCall: calls('cognito', error('InternalErrorException', 'Something went wrong.', 500)) },
  'SQS access denied': {
    onCall: calls(
      'sqs',
      error('AccessDeniedException', 'User is not authorized to perform: sqs:sendmessage', 403),
    ),
  },
  'SQS 5xx': { onCall: calls('sqs', error('InternalError', 'Something went wrong.', 500)) },
  'SQS slow': { onCall: calls('sqs', slow) },
  'SNS access denied': {
    onCall: calls('sns', error('AuthorizationError', 'User is not authorized to perform: SNS:Publish', 403)),
  },
  'SNS 5xx': { onCall: calls('sns', error('InternalError', 'Something went wrong.', 500)) },
  'SNS slow': { onCall: calls('sns', slow) },
  'user deleted': { onCall: calls('cognito', error('UserNotFoundException', 'User does not exist.')) },
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;

export const faultNames = Object.keys(faults) as FaultName[];

export const isFaultName = (name: string): name is FaultName => Object.hasOwn(faults, name);

/** Where a fault has to be for the sender to meet it: an identity that is verified anywhere else is another fault. */
export const regionsOf = (name: FaultName): readonly string[] =>
  name === 'unverified sender' ? [homeRegion, 'us-east-1'] : [homeRegion];

/** Puts a playground into one fault and no other, in some Regions of SES. */
export function setFault(
  playground: Playground,
  name: FaultName,
  { regions = [homeRegion] }: { readonly regions?: readonly string[] } = {},
): void {
  setFaults(playground, [name], { regions });
}

/** Puts a playground into faults and no others: of two that answer the same call, the first one does. */
export function setFaults(
  playground: Playground,
  names: readonly FaultName[],
  { regions = [homeRegion] }: { readonly regions?: readonly string[] } = {},
): void {
  const chosen = names.map((name): Fault => faults[name]);
  for (const region of regions) {
    playground.resetRegion(region);
    for (const { state } of chosen) state?.(playground.region(region));
  }
  const onCalls = chosen.flatMap(({ onCall }) => onCall ?? []);
  if (onCalls.length === 0) {
    playground.intercept = undefined;
    return;
  }
  playground.intercept = (call) => {
    if (call.service === 'ses' && !regions.includes(call.region)) return undefined;
    for (const onCall of onCalls) {
      const answer = onCall(call);
      if (answer) return answer;
    }
    return undefined;
  };
}
