import type { Fact } from '../../../aws/fact.ts';
import { type SpfTree, spfIncludes, spfRecords } from '../../dns/spf.ts';
import type { Dns } from './resolver.ts';

/** RFC 7208, 4.6.4, allows ten look-ups; more domains than these are too many whatever they hold. */
const mostDomains = 12;

export async function readSpfTree(dns: Dns, domain: string): Promise<SpfTree> {
  const txt = new Map<string, Fact<readonly string[]>>();
  const open = [domain];
  for (let next = open.shift(); next !== undefined && txt.size < mostDomains; next = open.shift()) {
    if (txt.has(next)) continue;
    const records = await dns.txt(next);
    txt.set(next, records);
    if (records.state === 'known') open.push(...spfRecords(records.value).flatMap(spfIncludes));
  }
  return { domain, txt };
}
