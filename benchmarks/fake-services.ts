import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { generate } from 'selfsigned';
import { type Playground, startPlayground } from '../playground/playground.ts';
import { portOf } from '../playground/wire.ts';

/** The playground's KMS and SES behind TLS, each at a given network distance. */
export interface FakeServices {
  readonly playground: Playground;
  readonly kmsUrl: string;
  readonly sesUrl: string;
  /** When clients began to open connections, in milliseconds since 1970. */
  readonly opened: number[];
  /** A file with the certificate that clients are to trust. */
  readonly certificateFile: string;
  /** Cuts every open connection. */
  readonly cut: () => void;
  readonly close: () => Promise<void>;
}

/** @param roundTripMs Added to every exchange, the opening of a connection included. */
export async function startFakeServices(roundTripMs: number): Promise<FakeServices> {
  const pems = await generate([{ name: 'commonName', value: 'localhost' }], {
    algorithm: 'sha256',
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  const certificateFile = fileURLToPath(new URL(`../dist/bench/${randomUUID()}.pem`, import.meta.url));
  writeFileSync(certificateFile, pems.cert);
  const playground = await startPlayground({ tls: { key: pems.private, cert: pems.cert } });
  const target = Number(new URL(playground.url).port);
  const opened: number[] = [];
  const connections = new Set<Socket>();
  const proxies = [
    await startLatencyProxy(target, roundTripMs, { opened, connections }),
    await startLatencyProxy(target, roundTripMs, { opened, connections }),
  ] as const;
  return {
    playground,
    kmsUrl: `https://localhost:${portOf(proxies[0])}`,
    sesUrl: `https://localhost:${portOf(proxies[1])}`,
    opened,
    certificateFile,
    cut: () => {
      for (const socket of connections) socket.destroy();
    },
    async close() {
      for (const socket of connections) socket.destroy();
      for (const proxy of proxies) proxy.close();
      await playground.close();
    },
  };
}

/** A port that forwards to another, half a round trip later in each direction; the first bytes wait for the SYN's round trip too. */
async function startLatencyProxy(
  target: number,
  roundTripMs: number,
  { opened, connections }: { readonly opened: number[]; readonly connections: Set<Socket> },
) {
  const server = createServer((client) => {
    opened.push(performance.timeOrigin + performance.now());
    connections.add(client);
    const upstream = connect(target, '127.0.0.1');
    client.on('close', () => {
      connections.delete(client);
      upstream.destroy();
    });
    relay(client, upstream, { delayMs: roundTripMs / 2, firstMs: roundTripMs });
    relay(upstream, client, { delayMs: roundTripMs / 2, firstMs: 0 });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function relay(
  from: Socket,
  to: Socket,
  { delayMs, firstMs }: { readonly delayMs: number; readonly firstMs: number },
): void {
  // What is sent later never overtakes: each chunk leaves when the one before it has left, or later.
  const opened = performance.now() + firstMs;
  from.setNoDelay(true);
  from.on('data', (chunk) => {
    const wait = Math.max(opened - performance.now(), 0) + delayMs;
    if (wait === 0) to.write(chunk);
    else setTimeout(() => to.write(chunk), wait);
  });
  from.on('end', () => setTimeout(() => to.end(), delayMs + firstMs));
  from.on('error', () => to.destroy());
}
