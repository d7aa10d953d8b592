import { BlockList, isIP } from 'node:net';
import type { Header } from './read-message.ts';

/** Who handed a mail over, as far as its headers tell: what SPF is about. */
export interface Connection {
  /** The server's address, and where it is known from, for people. */
  readonly ip?: string;
  readonly ipFrom?: string;
  /** The domain of the envelope sender, and where it is known from. */
  readonly mailFrom?: string;
  readonly mailFromFrom?: string;
}

/**
 * Reads the connection off the headers. The receiving server's own finding (Received-SPF) comes first; then the topmost
 * hop from SES; then the topmost from anywhere on the internet, for the hops above it are within the receiver's house.
 */
export function readConnection(headers: readonly Header[]): Connection {
  const spf = headers.find(({ name }) => name === 'received-spf')?.value ?? '';
  const hops = headers.filter(({ name }) => name === 'received').map(({ value }) => hopOf(value));
  const outside = hops.filter(({ ip }) => ip !== undefined && !isPrivate(ip));
  const hop = outside.find(({ from }) => /\.amazonses\.com$/i.test(from)) ?? outside[0];
  const spfIp = [spf.match(/\bclient-ip=([\da-f.:]+)/i)?.[1] ?? ''].find((text) => isIP(text) > 0);
  const returnPath = domainIn(headers.find(({ name }) => name === 'return-path')?.value);
  const spfFrom = domainIn(spf.match(/\benvelope-from="?<?([^">;\s]+)/i)?.[1]);
  return {
    ...(spfIp !== undefined
      ? { ip: spfIp, ipFrom: 'Received-SPF' }
      : hop?.ip !== undefined && { ip: hop.ip, ipFrom: `the Received header of ${hop.by}` }),
    ...(returnPath !== undefined
      ? { mailFrom: returnPath, mailFromFrom: 'Return-Path' }
      : spfFrom !== undefined && { mailFrom: spfFrom, mailFromFrom: 'Received-SPF' }),
  };
}

/** RFC 5321, 4.4: `from <what it called itself> (<name> [<address>]) by <receiver> …`; some leave the brackets out. */
function hopOf(received: string): { readonly from: string; readonly by: string; readonly ip?: string } {
  const [, clause = ''] = received.match(/^from\s+(.*?)(?=\sby\s|$)/i) ?? [];
  // What follows `helo=` is the client's own claim.
  const literals = [...clause.matchAll(/(?<![he][he]lo=)[[(](?:IPv6:)?([\da-f.:]{3,45})[\])]/gi)].map(
    ([, text = '']) => text,
  );
  const ip = literals.filter((text) => isIP(text) > 0).at(-1);
  return {
    from: clause.split(/\s/)[0] ?? '',
    by: received.match(/\sby\s+([\w.:-]+)/i)?.[1] ?? 'a server that it does not name',
    ...(ip !== undefined && { ip }),
  };
}

const domainIn = (address: string | undefined): string | undefined =>
  address?.match(/@([\w.-]+\.[\w-]+)/)?.[1]?.toLowerCase();

/** RFC 1918, 6598, 3927, 4193, 4291. */
const privateNetworks = new BlockList();
for (const [net, prefix] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['100.64.0.0', 10],
] as const)
  privateNetworks.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ['fc00::', 7],
  ['fe80::', 10],
  ['::1', 128],
] as const)
  privateNetworks.addSubnet(net, prefix, 'ipv6');

const isPrivate = (ip: string): boolean => privateNetworks.check(ip, isIP(ip) === 6 ? 'ipv6' : 'ipv4');
