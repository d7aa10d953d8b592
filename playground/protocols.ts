import type { WireRequest } from './wire.ts';

export type Service = 'kms' | 'ses' | 'cognito';

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
