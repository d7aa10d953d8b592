import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HoldingProxy {
  readonly url: string;
  readonly close: () => void;
}

/**
 * Stands between a program and a server, and lets no answer through before what it waits for has happened.
 *
 * @param target The server's URL.
 * @param until Asked once the server has answered.
 */
export async function startHoldingProxy(
  target: string,
  until: () => Promise<unknown> | undefined,
): Promise<HoldingProxy> {
  const server = createServer((incoming, outgoing) => {
    const { method = 'GET', headers, url = '/' } = incoming;
    const forwarded = request(new URL(url, target), { method, headers }, async (answer) => {
      await until();
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    forwarded.once('error', () => outgoing.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
