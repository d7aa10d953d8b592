import type { Call, Service } from './call.ts';
import { encodeInvocation, type InvokeAnswer } from './invoke.ts';
import { decodeQuery, encodeQuery, encodeQueryError, speaksQuery } from './query-protocol.ts';
import { decodeRest } from './rest-paths.ts';
import { json, type ServiceError, type WireRequest, type WireResponse } from './wire.ts';

const targets: ReadonlyMap<string, Service> = new Map([
  ['TrentService', 'kms'],
  ['AWSCognitoIdentityProviderService', 'cognito'],
  ['AmazonSQS', 'sqs'],
  ['Logs_20140328', 'logs'],
  ['GraniteServiceVersion20100801', 'cloudwatch'],
]);

/** @returns The call that a request makes, or undefined when it is not an AWS SDK's. */
export function decodeCall(request: WireRequest): Call | undefined {
  const { headers, body, region } = request;
  const [target = '', operation] = String(headers['x-amz-target'] ?? '').split('.');
  const service = targets.get(target);
  if (service && operation) return { service, operation, region, input: JSON.parse(body) };
  return decodeQuery(request) ?? decodeRest(request);
}

/** Writes an answer in the protocol that its service speaks. */
export function encodeAnswer(call: Call, answer: object): WireResponse {
  if (call.operation === 'Invoke') return encodeInvocation(answer as InvokeAnswer);
  return speaksQuery(call.service) ? encodeQuery(call, answer) : json(answer);
}

/** Writes a service's own error; the JSON protocols tell its class in a header, and its text as `message`. */
export function encodeError(service: Service, error: ServiceError): WireResponse {
  if (speaksQuery(service)) return encodeQueryError(service, error);
  const { name, message, status } = error;
  return json({ __type: name, ...(message && { message }) }, status, { 'x-amzn-errortype': name });
}
