import type { Resolver } from 'node:dns/promises';
import type { Connection } from './connection.ts';
import type { Message } from './read-message.ts';

/** A result by its name in RFC 8601; `policy` is a key too short or an algorithm too old to count. */
export type AuthResult =
  | 'pass'
  | 'fail'
  | 'softfail'
  | 'neutral'
  | 'none'
  | 'policy'
  | 'temperror'
  | 'permerror';

export interface Signature {
  readonly domain: string;
  readonly selector: string;
  readonly result: AuthResult;
  /** In the library's words. */
  readonly comment?: string;
  /** Whether it is for the From domain. */
  readonly aligned: boolean;
  readonly keyBits?: number;
}

/** What the three say of a mail. */
export interface Authentication {
  /** Undefined where the From header has no domain, or several. */
  readonly fromDomain?: string;
  readonly signatures: readonly Signature[];
  /** Undefined where too little is known of the connection. */
  readonly spf?: { readonly domain: string; readonly result: AuthResult; readonly comment?: string };
  readonly dmarc: {
    readonly result: AuthResult;
    /** The record that holds: where it is published, and its policy. */
    readonly record?: { readonly domain: string; readonly policy: string };
    readonly spfAligned: boolean;
    readonly error?: string;
  };
}

/**
 * Judges a mail as its receiver would. The judging library takes a third of a second to load, so only this verb loads it.
 *
 * @param resolver Asked for every record.
 */
export async function authenticate(
  { raw }: Message,
  { ip, mailFrom }: Connection,
  { resolver }: { readonly resolver: Resolver },
): Promise<Authentication> {
  const { authenticate: judge } = await import('mailauth');
  const known = ip !== undefined && mailFrom !== undefined;
  const { dkim, spf, dmarc } = await judge(raw, {
    // Without them it would take an envelope sender from a header, and judge it by no address.
    ...(known ? { ip, sender: `postmaster@${mailFrom}` } : {}),
    mta: 'localhost',
    strict: true,
    disableArc: true,
    disableBimi: true,
    resolver: async (name, type) => (await resolver.resolve(name, type)) as string[] | string[][],
  });
  const [domain, ...others] = new Set(
    dkim.headerFrom.map((address) => address.split('@').at(-1)?.toLowerCase()),
  );
  return {
    ...(domain && others.length === 0 && dkim.fromFields === 1 && { fromDomain: domain }),
    signatures: dkim.results
      .filter(({ signingDomain }) => signingDomain !== undefined)
      .map(({ signingDomain = '', selector = '', status, modulusLength }) => ({
        domain: signingDomain,
        selector,
        result: status.result as AuthResult,
        ...(status.comment !== undefined && { comment: status.comment }),
        aligned: Boolean(status.aligned),
        ...(modulusLength !== undefined && { keyBits: modulusLength }),
      })),
    ...(known &&
      spf && {
        spf: {
          domain: spf.domain,
          result: spf.status.result as AuthResult,
          ...(spf.status.comment !== undefined && { comment: spf.status.comment }),
        },
      }),
    dmarc: dmarcOf(dmarc || undefined),
  };
}

interface Dmarc {
  readonly status: { readonly result: string };
  readonly policy?: string;
  readonly policyDomain?: string;
  readonly error?: string;
  readonly alignment?: { readonly spf?: { readonly result?: unknown } };
}

function dmarcOf(dmarc: Dmarc | undefined): Authentication['dmarc'] {
  if (!dmarc) return { result: 'permerror', spfAligned: false };
  const { status, policy, policyDomain, error, alignment } = dmarc;
  return {
    result: status.result as AuthResult,
    ...(policy !== undefined && policyDomain !== undefined && { record: { domain: policyDomain, policy } }),
    spfAligned: Boolean(alignment?.spf?.result),
    ...(error !== undefined && { error }),
  };
}
