/**
 * An address for a log: `anna@example.com` → `a***@e***`. One character a side tells two support cases apart
 * and nobody's name.
 */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const [local = ''] = address.slice(0, Math.max(at, 0));
  const [domain = ''] = address.slice(at + 1);
  return `${local}***@${domain}***`;
}
