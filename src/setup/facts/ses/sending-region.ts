import { domainToASCII } from 'node:url';
import type { Clients } from '../../../aws/clients.ts';
import { valueIn } from '../../../aws/fact.ts';
import type { Installation } from '../../../installation/installation.ts';
import { isCommercial } from '../../../is-commercial.ts';
import { readDomainDns } from '../dns/domain-dns.ts';
import type { Dns } from '../dns/resolver.ts';
import type { FromDomain, SendingRegion } from '../facts.ts';
import { readAccount } from './account.ts';
import { readConfigurationSet } from './configuration-set.ts';
import { type ReadIdentity, readIdentityOf } from './identity.ts';
import { readRecommendations } from './recommendations.ts';

interface Where {
  readonly region: string;
  readonly preferred: boolean;
  readonly installation: Installation;
  readonly dns: Dns;
  readonly readIdentity: ReadIdentity;
  readonly signal: AbortSignal;
}

/** SES in one Region: the account, each From domain with its DNS, each configuration set. */
export async function readSendingRegion(clients: Clients, where: Where): Promise<SendingRegion> {
  const { region, preferred, installation, signal } = where;
  const { froms, sets } = whatIsUsed(installation);
  // SES answers one call a second and its client waits for that, so asking at once costs nothing.
  const [account, senders, configurationSets, recommendations] = await Promise.all([
    readAccount(clients, region, signal),
    Promise.all(froms.map((from) => readFromDomain(from, where))),
    Promise.all(
      sets.map(async (name) => ({
        name,
        ...(await readConfigurationSet(clients, region, { name, signal })),
      })),
    ),
    readRecommendations(clients, region, signal),
  ]);
  return { region, preferred, account, senders, configurationSets, recommendations };
}

async function readFromDomain(from: string, { region, dns, readIdentity }: Where): Promise<FromDomain> {
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const identity = await readIdentityOf(readIdentity, region, from);
  const here = valueIn(identity);
  const verifiedIn =
    identity.state === 'absent' || here?.verified === false
      ? await findVerified(readIdentity, from, region)
      : [];
  const view = here ?? verifiedIn[0]?.identity;
  return {
    from,
    domain,
    identity,
    verifiedIn,
    ...(view && { dns: await readDomainDns(dns, domain, view) }),
  };
}

/** Regions that every account has, and that have SES: where a domain is verified by mistake. AWS docs, "Amazon SES endpoints". */
const everyonesRegions = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'eu-central-1',
  'eu-north-1',
  'ap-south-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'sa-east-1',
];

async function findVerified(
  readIdentity: ReadIdentity,
  from: string,
  notIn: string,
): Promise<FromDomain['verifiedIn']> {
  if (!isCommercial(notIn)) return [];
  const found = await Promise.all(
    everyonesRegions
      .filter((region) => region !== notIn)
      .map(async (region) => ({
        region,
        identity: valueIn(await readIdentityOf(readIdentity, region, from)),
      })),
  );
  return found.flatMap(({ region, identity }) => (identity?.verified ? [{ region, identity }] : []));
}

/** The From addresses and configuration sets of the installation and of its brands, each once. */
function whatIsUsed({ from, configurationSet, environment }: Installation): {
  readonly froms: readonly string[];
  readonly sets: readonly string[];
} {
  const brands = readBrands(environment['BRANDS']);
  const addresses = [from, ...brands.map((brand) => brand['from'])].flatMap(addressIn);
  const names = [configurationSet, ...brands.map((brand) => brand['configurationSet'])];
  return {
    froms: [...new Map(addresses.map((address) => [domainOf(address), address])).values()],
    sets: [...new Set(names.filter((name) => typeof name === 'string'))],
  };
}

/** What is not JSON the function complains of by itself, when it starts. */
function readBrands(text: string | undefined): readonly Readonly<Record<string, unknown>>[] {
  try {
    const brands: unknown = JSON.parse(text || '[]');
    return Array.isArray(brands) ? brands : [];
  } catch {
    return [];
  }
}

/** `Acme <no-reply@auth.example.com>` → the address, its domain in punycode. */
function addressIn(mailbox: unknown): string[] {
  if (typeof mailbox !== 'string') return [];
  const address = mailbox.match(/<([^<>]*)>\s*$/)?.[1] ?? mailbox.trim();
  const at = address.lastIndexOf('@');
  return at < 1 ? [] : [`${address.slice(0, at)}@${domainToASCII(address.slice(at + 1))}`];
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);
