/** A process of its own for cognito-local: it reads its configuration from the directory it is started in. */
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { createDefaultServer } from 'cognito-local';

// It logs codes in clear at its debug level, so it is given a logger that says nothing.
const pino = createRequire(import.meta.resolve('cognito-local'))('pino');
const { application } = await createDefaultServer(pino({ level: 'silent' }));

// It lets pages of any origin in. Nobody but the playground has business here, and that sends no Origin.
const server = createServer((incoming, outgoing) => {
  if (incoming.headers.origin === undefined) application(incoming, outgoing);
  else outgoing.writeHead(403).end();
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.once('disconnect', () => process.exit());
