import type { Call, Service } from './call.ts';
import type { ServiceError, WireRequest, WireResponse } from './wire.ts';

/** The services that speak the query protocol: a form whose Action names the operation, answered in XML. By API version. */
const services: ReadonlyMap<string, Service> = new Map([
  ['2010-03-31', 'sns'],
  ['2010-05-15', 'cloudformation'],
]);

export const speaksQuery = (service: Service): boolean => [...services.values()].includes(service);

export function decodeQuery({ method, headers, body, region }: WireRequest): Call | undefined {
  if (method !== 'POST' || !String(headers['content-type']).startsWith('application/x-www-form-urlencoded')) {
    return undefined;
  }
  const { Action = '', Version = '', ...input } = Object.fromEntries(new URLSearchParams(body));
  const service = services.get(Version);
  return service && { service, operation: Action, region, input };
}

/** @param answer Members by name; an array becomes a list of `member`, an object of class Map the entries of a map. */
export function encodeQuery({ service, operation }: Call, answer: object): WireResponse {
  return xml(
    200,
    `<${operation}Response xmlns="${namespaceOf(service)}"><${operation}Result>${elements(answer)}</${operation}Result></${operation}Response>`,
  );
}

export function encodeQueryError(service: Service, { name, message, status }: ServiceError): WireResponse {
  return xml(
    status,
    `<ErrorResponse xmlns="${namespaceOf(service)}"><Error><Type>Sender</Type><Code>${name}</Code><Message>${escaped(message)}</Message></Error></ErrorResponse>`,
  );
}

function elements(value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => `<member>${elements(item)}</member>`).join('');
  if (value instanceof Map) {
    return [...value]
      .map(([key, item]) => `<entry><key>${escaped(key)}</key><value>${elements(item)}</value></entry>`)
      .join('');
  }
  if (typeof value !== 'object' || value === null) return escaped(String(value));
  return Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([name, item]) => `<${name}>${elements(item)}</${name}>`)
    .join('');
}

const namespaceOf = (service: Service): string => `http://${service}.amazonaws.com/doc/`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const xml = (status: number, body: string): WireResponse => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body,
});
