import type { Region } from './account.ts';
import type { Call, Service } from './call.ts';
import type { Playground } from './playground.ts';
import { ServiceError, type WireResponse } from './wire.ts';

/** Something that goes wrong: a state of the account, or what happens to calls on their way. */
export interface Fault {
  /** The state that a Region's SES is in. */
  readonly state?: (region: Region) => void;
  /** What a call is answered with instead; undefined leaves it to its service. */
  readonly onCall?: (call: Call) => ServiceError | WireResponse | undefined;
}

const calls =
  (service: Service, effect: (call: Call) => ServiceError | WireResponse, operation?: string) =>
  (call: Call): ServiceError | WireResponse | undefined =>
    call.service === service && (operation === undefined || call.operation === operation)
      ? effect(call)
      : undefined;

const error =
  (name: string, message: string, status = 400) =>
  (): ServiceError =>
    new ServiceError(name, message, status);
const sends = (effect: (call: Call) => ServiceError | WireResponse) => calls('ses', effect, 'SendEmail');
const decrypts = (effect: (call: Call) => ServiceError | WireResponse) => calls('kms', effect, 'Decrypt');

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
  'user deleted': { onCall: calls('cognito', error('UserNotFoundException', 'User does not exist.')) },
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;

/** Puts a playground into a fault, in some Regions of SES or in all; faults do not add up. */
export function setFault(
  playground: Playground,
  name: FaultName,
  regions: readonly string[] = ['eu-west-1'],
): void {
  const { state, onCall }: Fault = faults[name];
  for (const region of regions) {
    playground.resetRegion(region);
    state?.(playground.region(region));
  }
  playground.intercept =
    onCall &&
    ((call) => (call.service !== 'ses' || regions.includes(call.region) ? onCall(call) : undefined));
}
