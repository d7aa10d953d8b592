import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { generate } from 'selfsigned';
import { type Playground, startPlayground } from '../playground/playground.ts';
import { portOf } from '../playground/wire.ts';

/** KMS and SES behind TLS, each as far away as it is said to be. */
export interface StandIns {
  readonly playground: Playground;
  readonly kmsUrl: string;
  readonly sesUrl: string;
  /** When clients began to open connections, in milliseconds since 1970. */
  readonly opened: number[];
  /** A file with the certificate that clients are to trust. */
  readonly certificateFile: string;
  /** Cuts every connection that stands. */
  readonly cut: () => void;
  readonly close: () => Promise<void>;
}

/** @param roundTripMs Added to every exchange, the opening of a connection included. */
export async function startStandIns(roundTripMs: number): Promise<StandIns> {
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
  const standing = new Set<Socket>();
  const far = [
    await startDistance(target, roundTripMs, { opened, standing }),
    await startDistance(target, roundTripMs, { opened, standing }),
  ] as const;
  return {
    playground,
    kmsUrl: `https://localhost:${portOf(far[0])}`,
    sesUrl: `https://localhost:${portOf(far[1])}`,
    opened,
    certificateFile,
    cut: () => {
      for (const socket of standing) socket.destroy();
    },
    async close() {
      for (const socket of standing) socket.destroy();
      for (const server of far) server.close();
      await playground.close();
    },
  };
}

/** A port that leads to another with half a round trip on the way, each way; the first bytes wait for the SYN's too. */
async function startDistance(
  target: number,
  roundTripMs: number,
  { opened, standing }: { readonly opened: number[]; readonly standing: Set<Socket> },
) {
  const server = createServer((near) => {
    opened.push(performance.timeOrigin + performance.now());
    standing.add(near);
    const far = connect(target, '127.0.0.1');
    near.on('close', () => {
      standing.delete(near);
      far.destroy();
    });
    carry(near, far, roundTripMs / 2, roundTripMs);
    carry(far, near, roundTripMs / 2, 0);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function carry(from: Socket, to: Socket, delayMs: number, firstMs: number): void {
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
