/**
 * Asks checkdmarc (from PyPI) about every zone and writes what it said beside this file:
 * `PYTHON=<a virtual environment's python> node test/setup/dns/ask-checkdmarc.ts`.
 */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { startDns } from '../../../playground/dns.ts';
import { domain, type JudgedZone, mailFrom, zoneOf, zones } from './zones.ts';

const program = `
import importlib.metadata, json, sys
import checkdmarc.utils
import dns.resolver
from checkdmarc import dmarc, spf

def verdict(zone):
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers = ['127.0.0.1']
    resolver.port = int(zone['port'])
    # It remembers answers by name alone, and the zones are of one name.
    checkdmarc.utils.DNS_CACHE.clear()
    check = spf.check_spf if zone['about'] == 'spf' else dmarc.check_dmarc
    result = check(zone['name'], resolver=resolver, timeout=5.0)
    if result.get('valid'):
        return 'valid'
    error = str(result.get('error', ''))
    missing = not result.get('record') and any(words in error for words in ('not exist', 'not found', 'does not have', 'No ', 'SERVFAIL', 'failed'))
    return ('not there' if missing else 'invalid') + ' | ' + error

zones = json.load(sys.stdin)
print(json.dumps({'version': importlib.metadata.version('checkdmarc'), 'verdicts': [verdict(zone) for zone in zones]}))
`;

const judged = zones.filter(({ about }) => about !== 'dkim');
const servers = await Promise.all(judged.map((zone) => startDns(zoneOf(zone))));
const asked = judged.map(({ about }, index) => ({
  about,
  name: about === 'spf' ? mailFrom : domain,
  port: servers[index]?.address.split(':')[1],
}));
const python = spawn(process.env['PYTHON'] ?? 'python3', ['-c', program], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
python.stdin.end(JSON.stringify(asked));
const { version, verdicts }: { version: string; verdicts: string[] } = JSON.parse(await text(python.stdout));
await Promise.all(servers.map((server) => server.close()));

const keyOf = ({ about, what }: JudgedZone): string => `${about}, ${what}`;
for (const [index, zone] of judged.entries()) process.stdout.write(`${keyOf(zone)}: ${verdicts[index]}\n`);
writeFileSync(
  new URL('checkdmarc.json', import.meta.url),
  `${JSON.stringify(
    {
      version,
      verdicts: Object.fromEntries(
        judged.map((zone, index) => [keyOf(zone), verdicts[index]?.split(' | ')[0]]),
      ),
    },
    null,
    2,
  )}\n`,
);
