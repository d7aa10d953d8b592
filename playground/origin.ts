import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

/**
 * Decides whether a request may be answered. Whoever uses the playground also visits other pages, and any of them may
 * send requests to a loopback port: what a browser marks as another page's is refused. AWS SDKs, `curl` and `sam local`
 * mark nothing.
 *
 * @param allowedHost The address that the playground was told to listen on.
 * @returns Why the request is refused; undefined when it may pass.
 */
export function refusalOf(headers: IncomingHttpHeaders, allowedHost: string): string | undefined {
  const { host = '', origin } = headers;
  if (!isOwnName(host, allowedHost)) return 'this is not a name of the playground';
  if (origin !== undefined && !/^https?:\/\//.test(origin))
    return 'a page without an origin may not call the playground';
  if (origin !== undefined && origin.replace(/^https?:\/\//, '') !== host) {
    return 'another origin may not call the playground';
  }
  const site = headers['sec-fetch-site'];
  const fromElsewhere = site === 'cross-site' || site === 'same-site';
  // A link from elsewhere to the page is welcome: it only shows what is there, in a tab of its own.
  const followed = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  return fromElsewhere && !followed ? 'another site may not call the playground' : undefined;
}

/**
 * A page of a foreign name that its owner points at 127.0.0.1 (DNS rebinding) would be of the playground's own origin.
 * It cannot have an address for its name, nor one of these; Docker gives its host the last one.
 */
function isOwnName(host: string, allowedHost: string): boolean {
  const name = host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  return isIP(name) !== 0 || ['', 'localhost', 'host.docker.internal', allowedHost].includes(name);
}
