import type { MxRecord } from 'node:dns';
import type { Fact } from '../../../aws/fact.ts';
import { dmarcNames } from '../../dns/dmarc.ts';
import type { SpfTree } from '../../dns/spf.ts';
import type { Identity } from '../ses/identity.ts';
import type { Dns } from './resolver.ts';
import { readSpfTree } from './spf-tree.ts';

/** What the world sees of a From domain. */
export interface DomainDns {
  /** The From address's domain. */
  readonly domain: string;
  readonly dkim: readonly DkimRecord[];
  readonly mailFrom?: {
    readonly domain: string;
    readonly mx: Fact<readonly MxRecord[]>;
    readonly spf: SpfTree;
  };
  /** Of the From domain, then of each of its parents. */
  readonly dmarc: readonly { readonly domain: string; readonly txt: Fact<readonly string[]> }[];
}

/** One of the names at which DKIM's public key is looked for. */
export interface DkimRecord {
  readonly name: string;
  /** Where SES wants its CNAME to lead; undefined where the key itself stands there. */
  readonly target?: string;
  readonly cname: Fact<readonly string[]>;
  /** The TXT records found there in the end. */
  readonly key: Fact<readonly string[]>;
}

export async function readDomainDns(dns: Dns, domain: string, identity: Identity): Promise<DomainDns> {
  const { dkim, mailFrom, kind, name: identityName } = identity;
  const [dkimRecords, mx, spf, dmarc] = await Promise.all([
    Promise.all(
      (kind === 'domain' ? dkim.tokens : []).map((token) =>
        readDkim(dns, `${token}._domainkey.${identityName}`, {
          ...(dkim.origin !== 'EXTERNAL' && { target: `${token}.${dkim.hostedZone}` }),
        }),
      ),
    ),
    mailFrom ? dns.mx(mailFrom.domain) : undefined,
    mailFrom ? readSpfTree(dns, mailFrom.domain) : undefined,
    Promise.all(
      dmarcNames(domain).map(async (owner) => ({
        domain: owner,
        txt: await dns.txt(`_dmarc.${owner}`),
      })),
    ),
  ]);
  return {
    domain,
    dkim: dkimRecords,
    ...(mailFrom && mx && spf && { mailFrom: { domain: mailFrom.domain, mx, spf } }),
    dmarc,
  };
}

async function readDkim(
  dns: Dns,
  name: string,
  { target }: { readonly target?: string },
): Promise<DkimRecord> {
  const [cname, key] = await Promise.all([
    target === undefined ? ({ state: 'absent' } as const) : dns.cname(name),
    dns.txt(name),
  ]);
  return { name, ...(target !== undefined && { target }), cname, key };
}
