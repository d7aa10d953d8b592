import type { Call, Service } from './call.ts';
import type { WireRequest } from './wire.ts';

/** A method and a path of a service that speaks REST; `{Member}` in the path is a member of the input. */
type Route = readonly [service: Service, operation: string, method: string, path: string];

const routes: readonly Route[] = [
  ['ses', 'SendEmail', 'POST', '/v2/email/outbound-emails'],
  ['ses', 'GetAccount', 'GET', '/v2/email/account'],
  ['ses', 'GetEmailIdentity', 'GET', '/v2/email/identities/{EmailIdentity}'],
  ['ses', 'GetConfigurationSet', 'GET', '/v2/email/configuration-sets/{ConfigurationSetName}'],
  [
    'ses',
    'GetConfigurationSetEventDestinations',
    'GET',
    '/v2/email/configuration-sets/{ConfigurationSetName}/event-destinations',
  ],
  ['ses', 'GetSuppressedDestination', 'GET', '/v2/email/suppression/addresses/{EmailAddress}'],
  ['ses', 'GetMessageInsights', 'GET', '/v2/email/insights/{MessageId}'],
  ['ses', 'PutAccountDetails', 'POST', '/v2/email/account/details'],
  ['ses', 'ListRecommendations', 'POST', '/v2/email/vdm/recommendations'],
  ['lambda', 'Invoke', 'POST', '/2015-03-31/functions/{FunctionName}/invocations'],
  ['lambda', 'GetPolicy', 'GET', '/2015-03-31/functions/{FunctionName}/policy'],
  ['lambda', 'AddPermission', 'POST', '/2015-03-31/functions/{FunctionName}/policy'],
  ['lambda', 'RemovePermission', 'DELETE', '/2015-03-31/functions/{FunctionName}/policy/{StatementId}'],
  [
    'lambda',
    'GetFunctionEventInvokeConfig',
    'GET',
    '/2019-09-25/functions/{FunctionName}/event-invoke-config',
  ],
  ['lambda', 'GetFunctionConcurrency', 'GET', '/2019-09-30/functions/{FunctionName}/concurrency'],
  ['lambda', 'ListTags', 'GET', '/2017-03-31/tags/{Resource}'],
  ['lambda', 'GetFunctionConfiguration', 'GET', '/2015-03-31/functions/{FunctionName}/configuration'],
];

const patterns = routes.map(([service, operation, method, path]) => ({
  service,
  operation,
  method,
  pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}/?$`),
}));

/** @returns The call of a REST service that a request makes; query parameters are members as they are written. */
export function decodeRest({ method, path, headers, body, region }: WireRequest): Call | undefined {
  const { pathname, searchParams } = new URL(path, 'http://playground');
  for (const route of patterns) {
    const match = route.method === method && pathname.match(route.pattern);
    if (!match) continue;
    const members = Object.entries(match.groups ?? {}).map(([name, text]) => [
      name,
      decodeURIComponent(text),
    ]);
    const input = {
      ...(route.operation === 'Invoke' ? invocationIn(headers, body) : membersIn(body)),
      ...Object.fromEntries(searchParams),
      ...Object.fromEntries(members),
    };
    return { service: route.service, operation: route.operation, region, input };
  }
  return undefined;
}

const membersIn = (body: string): object => (body === '' ? {} : JSON.parse(body));

/** The one operation whose body is no set of members but what it hands on. */
const invocationIn = (headers: WireRequest['headers'], body: string): object => ({
  InvocationType: headers['x-amz-invocation-type'],
  LogType: headers['x-amz-log-type'],
  Payload: body,
});
