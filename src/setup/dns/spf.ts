import { type Fact, valueIn } from '../../aws/fact.ts';

/** The TXT records of a domain and of all that its SPF record includes, by domain. */
export interface SpfTree {
  readonly domain: string;
  readonly txt: ReadonlyMap<string, Fact<readonly string[]>>;
}

/** What a receiver makes of a domain's SPF record. */
export type Spf =
  | { readonly state: 'none' | 'unknown' }
  /** RFC 7208's permerror: no receiver goes by it. */
  | { readonly state: 'invalid'; readonly why: string }
  | {
      readonly state: 'valid';
      /** Whether SES's servers are among those that may send. */
      readonly authorizesSes: boolean;
      /** Whether anybody may: `+all`. */
      readonly authorizesAll: boolean;
    };

/** Those of a name's TXT records that are SPF records. RFC 7208, 4.5: the version ends at a space or the end. */
export const spfRecords = (txt: readonly string[]): string[] =>
  txt.filter((text) => /^v=spf1( |$)/i.test(text));

/** The domains that a record refers to by `include` and `redirect`, without those that macros make up. */
export const spfIncludes = (record: string): string[] =>
  termsOf(record)
    .map((term) => term.match(/^[+?~-]?include:(.+)$/i)?.[1] ?? term.match(/^redirect=(.+)$/i)?.[1])
    .filter((domain) => domain !== undefined)
    .filter((domain) => !domain.includes('%'))
    .map(normalized);

/** RFC 7208, 4.6.4: terms that make a receiver ask DNS. */
const mostLookups = 10;

export function judgeSpf(tree: SpfTree): Spf {
  try {
    const root = recordOf(tree, tree.domain);
    if (root === undefined) return { state: 'none' };
    const lookups = countLookups(tree, root, [tree.domain]);
    if (lookups > mostLookups)
      throw new Invalid(`it takes ${lookups} DNS look-ups; receivers stop at ${mostLookups}`);
    return {
      state: 'valid',
      authorizesSes: authorizesSes(tree, root),
      authorizesAll: lets(root, /^\+?all$/i),
    };
  } catch (error) {
    if (error instanceof Unknown) return { state: 'unknown' };
    if (error instanceof Invalid) return { state: 'invalid', why: error.message };
    throw error;
  }
}

class Invalid extends Error {}
/** A name server did not answer, so nothing can be said. */
class Unknown extends Error {}

/** The domain's one SPF record, its terms checked. */
function recordOf({ txt }: SpfTree, domain: string): string | undefined {
  const fact = txt.get(normalized(domain));
  if (!fact || fact.state === 'failed' || fact.state === 'denied') throw new Unknown();
  const [record, ...others] = spfRecords(valueIn(fact) ?? []);
  if (others.length > 0) throw new Invalid(`${domain} has ${others.length + 1} SPF records instead of one`);
  for (const term of record === undefined ? [] : termsOf(record)) checkTerm(term, domain);
  const redirects = record === undefined ? [] : termsOf(record).filter((term) => /^redirect=/i.test(term));
  if (redirects.length > 1) throw new Invalid(`${domain} redirects more than once`);
  return record;
}

function countLookups(tree: SpfTree, record: string, path: readonly string[]): number {
  let lookups = termsOf(record).filter((term) =>
    /^[+?~-]?(include:|a($|[:/])|mx($|[:/])|ptr($|:)|exists:)/i.test(term),
  ).length;
  const usesRedirect =
    !lets(record, /^[+?~-]?all$/i) && termsOf(record).some((term) => /^redirect=/i.test(term));
  if (usesRedirect) lookups += 1;
  for (const domain of followed(record, usesRedirect)) {
    if (path.includes(domain)) throw new Invalid(`${domain} includes itself`);
    if (lookups > mostLookups) return lookups;
    const included = recordOf(tree, domain);
    if (included === undefined) throw new Invalid(`it includes ${domain}, which has no SPF record`);
    lookups += countLookups(tree, included, [...path, domain]);
  }
  return lookups;
}

const followed = (record: string, usesRedirect: boolean): string[] =>
  spfIncludes(
    usesRedirect
      ? record
      : termsOf(record)
          .filter((term) => !/^redirect=/i.test(term))
          .join(' '),
  );

/** Whether SES's own record is reached by an include that passes, before anything that matches everybody. */
function authorizesSes(tree: SpfTree, record: string): boolean {
  for (const term of termsOf(record)) {
    if (/^[+?~-]?all$/i.test(term)) return /^\+?all$/i.test(term);
    const included = term.match(/^\+?include:(.+)$/i)?.[1];
    if (included === undefined) continue;
    if (/^(.+\.)?amazonses\.com\.?$/i.test(included)) return true;
    const inner = included.includes('%') ? undefined : recordOf(tree, included);
    if (inner !== undefined && authorizesSes(tree, inner)) return true;
  }
  const redirect = termsOf(record)
    .find((term) => /^redirect=/i.test(term))
    ?.slice('redirect='.length);
  if (redirect === undefined || redirect.includes('%')) return false;
  const target = recordOf(tree, redirect);
  return target !== undefined && (/^amazonses\.com\.?$/i.test(redirect) || authorizesSes(tree, target));
}

/** RFC 7208, 5 and 6: the mechanisms there are, and modifiers, of which unknown ones are ignored. */
const domainSpec = String.raw`[^\s/:]+\.[^\s/:]+`;
const mechanism = new RegExp(
  `^[+?~-]?(all|include:${domainSpec}|a(:${domainSpec})?(/\\d{1,3})?(//\\d{1,3})?|mx(:${domainSpec})?(/\\d{1,3})?(//\\d{1,3})?|ptr(:${domainSpec})?|exists:${domainSpec})$`,
  'i',
);
const octet = '(25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const ip4 = new RegExp(`^[+?~-]?ip4:${octet}(\\.${octet}){3}(/(3[0-2]|[12]?\\d))?$`, 'i');
const ip6 = /^[+?~-]?ip6:(?=[^/]*:)[\da-f:.]+(\/(12[0-8]|1[01]\d|\d?\d))?$/i;

function checkTerm(term: string, domain: string): void {
  if (mechanism.test(term) || ip4.test(term) || ip6.test(term)) return;
  if (/^(redirect|exp)=/i.test(term)) {
    if (new RegExp(`^\\w+=${domainSpec}$`).test(term)) return;
  } else if (/^[a-z][\w.-]*=/i.test(term)) return;
  throw new Invalid(`${domain} says “${term}”, which is no SPF term`);
}

const termsOf = (record: string): string[] =>
  record
    .replace(/^v=spf1/i, '')
    .split(/ +/)
    .filter(Boolean);

const lets = (record: string, pattern: RegExp): boolean => termsOf(record).some((term) => pattern.test(term));

const normalized = (domain: string): string => domain.toLowerCase().replace(/\.$/, '');
