import { Resolver } from 'node:dns/promises';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { evaluateDmarc } from 'mailauth/lib/dmarc/index.js';
import { spf as verifySpf } from 'mailauth/lib/spf/index.js';
import { startDns } from '../../../playground/dns.ts';
import { ourView } from './our-view.ts';
import { dkimName, domain, type JudgedZone, mailFrom, zoneOf, zones } from './zones.ts';

type Lookup = (name: string, type: string) => Promise<string[] | string[][]>;

// This one comes without types.
const {
  getPublicKey,
}: {
  getPublicKey: (
    type: string,
    name: string,
    leastBits: number,
    resolver: Lookup,
    options: object,
  ) => Promise<{ readonly keyType: string; readonly modulusLength?: number }>;
} = createRequire(import.meta.url)('mailauth/lib/tools.js');

/** What mailauth 7 makes of a zone, in the words of zones.ts as far as it knows them. */
async function mailauthView({ about }: JudgedZone, resolver: Lookup): Promise<string> {
  if (about === 'spf') {
    // An address of SES's, and one of nobody's.
    const [ses, nobody] = await Promise.all(
      ['192.0.2.1', '203.0.113.99'].map(
        async (ip) =>
          (await verifySpf({ sender: `x@${mailFrom}`, helo: mailFrom, mta: 'test', ip, resolver })).status
            .result,
      ),
    );
    if (ses === 'permerror' || nobody === 'permerror') return 'invalid';
    if (ses === 'temperror') return 'unknown';
    if (ses === 'none') return 'no record';
    return nobody === 'pass' ? 'all' : ses === 'pass' ? 'ses' : 'not ses';
  }
  if (about === 'dmarc') {
    const { response } = await evaluateDmarc({
      headerFrom: `x@${domain}`,
      spfDomains: [],
      dkimDomains: [],
      resolver,
    });
    if (response === false || response.status.result === 'none') return 'no record';
    return response.status.result === 'temperror' ? 'unknown' : String(response.policy);
  }
  try {
    const key = await getPublicKey('DKIM', dkimName, 1024, resolver, { hashAlgo: 'sha256' });
    return key.keyType === 'ed25519' ? '256' : String(key.modulusLength);
  } catch (error) {
    return /^E(NODATA|NOTFOUND)$/.test(String((error as { code?: string }).code)) ? 'no record' : 'invalid';
  }
}

/** What checkdmarc has made of each zone; `node test/setup/dns/ask-checkdmarc.ts` asks it again. */
const checkdmarc: { readonly version: string; readonly verdicts: Readonly<Record<string, string>> } =
  JSON.parse(readFileSync(new URL('checkdmarc.json', import.meta.url), 'utf8'));

interface Difference {
  readonly mailauth?: string;
  readonly checkdmarc?: string;
  readonly because: string;
}

/** Where another judge says something else, and why we keep to ours. */
const differences: Readonly<Record<string, Difference>> = {
  'spf, in capitals': {
    checkdmarc: 'invalid',
    because: 'RFC 7208, 12, writes the version as a literal, and those know no case (RFC 5234, 2.3)',
  },
  'dmarc, beside a text of another kind': {
    checkdmarc: 'invalid',
    because: 'RFC 9989, 4.10, has receivers pass over records of other kinds',
  },
  'dmarc, a text of another kind': { checkdmarc: 'invalid', because: 'the same: there is no record' },
  'dmarc, the policy first': { checkdmarc: 'invalid', because: 'the same' },
  'dmarc, another version': { checkdmarc: 'invalid', because: 'the same' },
  'dmarc, the version in small letters': { checkdmarc: 'invalid', because: 'the same' },
  'dmarc, no policy': {
    checkdmarc: 'valid',
    because: 'RFC 9989, 4.10.1, has receivers apply it only where reports are asked for',
  },
  'dmarc, a tag twice': {
    mailauth: 'reject',
    because:
      'mailauth takes the last one unless it is strict; RFC 6376, 3.2, which DMARC refers to, calls such a list invalid',
  },
  'dmarc, an alignment that there is not': {
    checkdmarc: 'valid',
    because: 'it holds, with the default alignment: not what was meant, so we warn of it',
  },
};

describe(`zones that mailauth and checkdmarc ${checkdmarc.version} have looked at too`, () => {
  test('are at least 60', () => {
    expect(zones.length).toBeGreaterThanOrEqual(60);
  });

  test.each(zones.map((zone) => [zone.about, zone.what, zone] as const))(
    '%s, %s',
    async (about, what, zone) => {
      const server = await startDns(zoneOf(zone));
      try {
        const resolver = new Resolver({ timeout: 2000, tries: 2 });
        resolver.setServers([server.address]);
        const lookup: Lookup = (name, type) => resolver.resolve(name, type) as Promise<string[]>;
        const ours = await ourView(zone, server.address);
        expect(ours).toBe(zone.ours);
        const difference = differences[`${about}, ${what}`];
        expect(await mailauthView(zone, lookup)).toBe(difference?.mailauth ?? toReceivers(ours, zone));
        const verdict = checkdmarc.verdicts[`${about}, ${what}`];
        if (about !== 'dkim') expect(verdict).toBe(difference?.checkdmarc ?? ofTwo(ours));
      } finally {
        await server.close();
      }
    },
  );
});

/** To a receiver a DMARC record that counts for nothing is none. */
const toReceivers = (ours: string, { about }: JudgedZone): string =>
  about === 'dmarc' && ours === 'invalid' ? 'no record' : ours.replace(', but', '');

/** checkdmarc says whether a record is valid, and no more; what it cannot find is not. */
const ofTwo = (ours: string): string =>
  ['no record', 'unknown'].includes(ours)
    ? 'not there'
    : ours === 'invalid' || ours.endsWith(', but')
      ? 'invalid'
      : 'valid';
