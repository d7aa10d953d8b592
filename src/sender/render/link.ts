import { type Stem, stem, triggerSources } from '../../trigger-source.ts';
import { plausibleUrl } from './plausible.ts';
import type { Content } from './render.ts';

/** Cognito's client id on operations of an administrator. */
export const noClientId = 'CLIENT_ID_NOT_APPLICABLE';

/**
 * A brand's links by email, from what BRANDS holds.
 *
 * @param complain Told what is wrong, as the end of a sentence that starts with the place.
 */
export function readLinks(
  links: Readonly<Record<string, unknown>>,
  complain: (problem: string) => void,
): ReadonlyMap<Stem, string> {
  const stems = triggerSources.map(stem);
  const found = new Map<Stem, string>();
  for (const [key, link] of Object.entries(links)) {
    const known = stems.find((stem) => stem === key);
    if (known === undefined) {
      complain(` has the unknown email ${JSON.stringify(key)}; there are ${stems.join(', ')}`);
      continue;
    }
    const problem = typeof link === 'string' ? linkProblem(known, link) : 'it should be a link';
    if (problem === undefined) found.set(known, String(link));
    else complain(`["${known}"] is ${JSON.stringify(link)}; ${problem}`);
  }
  return found;
}

const placeholders = ['username', 'code', 'clientId'];

/**
 * What is wrong with a brand's link for an email; undefined when nothing is. Its values are written where they can
 * only be data: behind the host, never in its place.
 */
function linkProblem(stem: Stem, link: string): string | undefined {
  const named = [...link.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  if (stem === 'account-take-over-notification') return 'Cognito itself makes the links of that email';
  if (plausibleUrl(fill(link, () => 'x')) === undefined) return 'it should be https://… on a named host';
  if (URL.parse(fill(link, () => 'x'))?.host !== URL.parse(fill(link, () => 'y'))?.host) {
    return 'its placeholders should come after the host';
  }
  const unknown = named.find((name) => !placeholders.includes(name));
  if (unknown !== undefined) {
    return `it has the unknown placeholder {${unknown}}; there are {username}, {code} and {clientId}`;
  }
  if (stem === 'admin-create-user' && named.includes('code')) {
    return '{code} would be the temporary password there, which belongs in no address';
  }
  return undefined;
}

/**
 * The brand's link for an email, its values URL-encoded.
 *
 * @returns Undefined when the brand has none, or when it needs an app client and an administrator caused the email.
 */
export function linkOf({ message, brand, code }: Content): string | undefined {
  const link = brand.links.get(message.stem);
  if (link === undefined) return undefined;
  const clientId = message.clientId === noClientId ? undefined : message.clientId;
  const values = new Map(Object.entries({ clientId, username: message.userName, code }));
  let missing = false;
  const filled = fill(link, (name) => {
    const value = values.get(name);
    missing ||= !value;
    return encodeURIComponent((value ?? '').toWellFormed());
  });
  return missing ? undefined : plausibleUrl(filled);
}

const fill = (link: string, value: (name: string) => string): string =>
  link.replace(/\{([^{}]*)\}/g, (_, name: string) => value(name));
