import { parseConfig } from './config.ts';
import { createEarlyAgent } from './early-connection.ts';
import { endpointOf } from './endpoint.ts';
import { spareMemory } from './spare-memory.ts';

const config = parseConfig(process.env);

// Connecting is waiting and loading is work. The first email will need KMS and SES, so they are connected to while the
// rest is loaded, and their sockets get a turn after each part of it. What decrypts comes before, since Node is still
// reading certificates on another thread.
await import('./decrypt.ts');
const agent = createEarlyAgent();
const connected = Promise.all([
  agent.open(endpointOf('KMS', config.kmsRegion, process.env)),
  agent.open(endpointOf('SESV2', config.sesRegions[0], process.env)),
]);
await new Promise(setImmediate);
await import('./clients.ts');
await new Promise(setImmediate);
const { composeHandler } = await import('./compose.ts');

export const handler = composeHandler(config, agent);

await connected;
spareMemory(process.env);
