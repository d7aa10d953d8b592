import type { MxRecord } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import type { Fact } from '../../../aws/fact.ts';
import { Mistake } from '../../../mistake.ts';

/** Asks DNS; every answer is a fact, and a name without such a record is absent. */
export interface Dns {
  /** Which server answers, for people. */
  readonly server: string;
  /** Each record's character strings joined. */
  readonly txt: (name: string) => Promise<Fact<readonly string[]>>;
  readonly mx: (name: string) => Promise<Fact<readonly MxRecord[]>>;
  readonly cname: (name: string) => Promise<Fact<readonly string[]>>;
}

/** Milliseconds for the first of two tries; the resolver doubles it for the second. */
const timeout = 2000;

/**
 * @param server `address` or `address:port`; the machine's own resolver without it.
 * @throws {Mistake} when it is neither.
 */
export function createResolver(server: string | undefined): Resolver {
  const resolver = new Resolver({ timeout, tries: 2 });
  if (server === undefined) return resolver;
  try {
    resolver.setServers([server]);
  } catch {
    throw new Mistake(
      `--dns is ${server}, which is not a name server's address.`,
      'Give an IP address, with a port if need be: --dns 1.1.1.1, --dns 127.0.0.1:5353.',
    );
  }
  return resolver;
}

/** @param server As for `createResolver`, which says what it throws. */
export function createDns(server: string | undefined): Dns {
  const resolver = createResolver(server);
  const asFact = async <T>(answer: Promise<T>): Promise<Fact<T>> => {
    try {
      return { state: 'known', value: await answer };
    } catch (error) {
      const code = String((error as { code?: unknown }).code);
      // NXDOMAIN, and a name that has other records only.
      return code === 'ENOTFOUND' || code === 'ENODATA'
        ? { state: 'absent' }
        : { state: 'failed', why: `DNS: ${(error as Error).message}` };
    }
  };
  return {
    server: server ?? resolver.getServers().join(', '),
    txt: (name) =>
      asFact(resolver.resolveTxt(name).then((records) => records.map((strings) => strings.join('')))),
    mx: (name) => asFact(resolver.resolveMx(name)),
    cname: (name) => asFact(resolver.resolveCname(name)),
  };
}
