import { attributesOf, carriedBy, type Stem, stems } from '../../trigger-source.ts';
import { fillLink } from '../render/fill-link.ts';
import { plausibleUrl } from '../render/plausible.ts';

/**
 * A brand's links by email, from what BRANDS holds.
 *
 * @param report Receives what is wrong, as the end of a sentence that starts with the place.
 */
export function readLinks(
  links: Readonly<Record<string, unknown>>,
  report: (problem: string) => void,
): ReadonlyMap<Stem, string> {
  const found = new Map<Stem, string>();
  for (const [key, link] of Object.entries(links)) {
    const known = stems.find((stem) => stem === key);
    if (known === undefined) {
      report(` has the unknown email ${JSON.stringify(key)}; there are ${stems.join(', ')}`);
      continue;
    }
    const problem = typeof link === 'string' ? linkProblem(known, link) : 'it should be a link';
    if (problem === undefined) found.set(known, String(link));
    else report(`["${known}"] is ${JSON.stringify(link)}; ${problem}`);
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
  if (attributesOf(stem) === 'sign-in') return 'Cognito itself makes the links of that email';
  if (plausibleUrl(fillLink(link, () => 'x')) === undefined) return 'it should be https://… on a named host';
  if (URL.parse(fillLink(link, () => 'x'))?.host !== URL.parse(fillLink(link, () => 'y'))?.host) {
    return 'its placeholders should come after the host';
  }
  const unknown = named.find((name) => !placeholders.includes(name));
  if (unknown !== undefined) {
    return `it has the unknown placeholder {${unknown}}; there are {username}, {code} and {clientId}`;
  }
  if (carriedBy(stem) === 'temporary password' && named.includes('code')) {
    return '{code} would be the temporary password there, which belongs in no address';
  }
  return undefined;
}
