import { json, type ServiceError, type WireRequest, type WireResponse } from './wire.ts';

export type Service = 'kms' | 'ses' | 'cognito' | 'sqs' | 'sns';

/** One call of an AWS service, whatever protocol it came by. */
export interface Call {
  readonly service: Service;
  readonly operation: string;
  /** The Region that the client was made for. */
  readonly region: string;
  /** The operation's members as the API reference names them; blobs in base64. */
  // biome-ignore lint/suspicious/noExplicitAny: what it holds is for each operation to say.
  readonly input: any;
}

const targets: ReadonlyMap<string, Service> = new Map([
  ['TrentService', 'kms'],
  ['AWSCognitoIdentityProviderService', 'cognito'],
  ['AmazonSQS', 'sqs'],
]);

/** SES v2's REST paths; what follows the last slash of a pattern is the member named. */
const paths: readonly (readonly [string, RegExp, string, string?])[] = [
  ['POST', /^\/v2\/email\/outbound-emails$/, 'SendEmail'],
  ['GET', /^\/v2\/email\/account$/, 'GetAccount'],
  ['GET', /^\/v2\/email\/identities\/([^/]+)$/, 'GetEmailIdentity', 'EmailIdentity'],
];

/** @returns The call that a request makes, or undefined when it is not an AWS SDK's. */
export function decodeCall({ method, path, headers, body, region }: WireRequest): Call | undefined {
  const [target = '', operation] = String(headers['x-amz-target'] ?? '').split('.');
  const service = targets.get(target);
  if (service && operation) return { service, operation, region, input: JSON.parse(body) };

  // SNS speaks the query protocol: a form whose Action names the operation.
  if (method === 'POST' && String(headers['content-type']).startsWith('application/x-www-form-urlencoded')) {
    const { Action = '', ...input } = Object.fromEntries(new URLSearchParams(body));
    return { service: 'sns', operation: Action, region, input };
  }

  for (const [verb, pattern, name, member] of paths) {
    const match = method === verb && path.match(pattern);
    if (!match) continue;
    const input = member
      ? { [member]: decodeURIComponent(match[1] ?? '') }
      : body === ''
        ? {}
        : JSON.parse(body);
    return { service: 'ses', operation: name, region, input };
  }
  return undefined;
}

/** Writes an answer in the protocol that its service speaks. */
export function encodeAnswer({ service, operation }: Call, answer: object): WireResponse {
  if (service !== 'sns') return json(answer);
  const members = Object.entries(answer).map(([name, value]) => `<${name}>${value}</${name}>`);
  return xml(
    200,
    `<${operation}Response xmlns="${snsNamespace}"><${operation}Result>${members.join('')}</${operation}Result></${operation}Response>`,
  );
}

/** Writes a service's own error; the JSON protocols tell its class in a header, and its text as `message`. */
export function encodeError(service: Service, { name, message, status }: ServiceError): WireResponse {
  if (service === 'sns') {
    return xml(
      status,
      `<ErrorResponse xmlns="${snsNamespace}"><Error><Type>Sender</Type><Code>${name}</Code><Message>${message}</Message></Error></ErrorResponse>`,
    );
  }
  return json({ __type: name, ...(message && { message }) }, status, { 'x-amzn-errortype': name });
}

const snsNamespace = 'http://sns.amazonaws.com/doc/2010-03-31/';
const xml = (status: number, body: string): WireResponse => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body,
});
