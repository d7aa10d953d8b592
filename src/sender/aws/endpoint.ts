/** What the SDK calls a service in its variables, and its hosts. */
const hosts = { KMS: 'kms', SESV2: 'email' } as const;

/**
 * Where the SDK will find a service, worked out before there is a client of the SDK's to ask: those take ten
 * milliseconds to make, which is what a handshake takes. A wrong guess only leaves that connection unused.
 *
 * @returns Undefined where the connection is better left to the SDK: by http, or to a special kind of endpoint.
 */
export function endpointOf(
  service: keyof typeof hosts,
  { region, env }: { readonly region: string; readonly env: Readonly<Record<string, string | undefined>> },
): URL | undefined {
  const set = env[`AWS_ENDPOINT_URL_${service}`] || env['AWS_ENDPOINT_URL'];
  const special = [env['AWS_USE_FIPS_ENDPOINT'], env['AWS_USE_DUALSTACK_ENDPOINT']].includes('true');
  if (!set && special) return undefined;
  const url = URL.parse(set || `https://${hosts[service]}.${region}.${suffixOf(region)}`);
  return url?.protocol === 'https:' ? url : undefined;
}

const suffixOf = (region: string): string =>
  region.startsWith('cn-')
    ? 'amazonaws.com.cn'
    : region.startsWith('eusc-')
      ? 'amazonaws.eu'
      : 'amazonaws.com';
