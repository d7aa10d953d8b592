import { parseConfig } from './config.ts';
import { createEarlyAgent } from './early-connection.ts';
import { endpointOf } from './endpoint.ts';
import { spareMemory } from './spare-memory.ts';

const config = parseConfig(process.env);

// The first email will need KMS and SES. Connecting is waiting and loading is work, so they go together: connections
// are begun before the bulk is loaded, and get their turn between its two halves.
const agent = createEarlyAgent();
const connected = Promise.all([
  agent.open(endpointOf('KMS', config.kmsRegion, process.env)),
  agent.open(endpointOf('SESV2', config.sesRegions[0], process.env)),
]);
await import('./decrypt.ts');
await new Promise(setImmediate);
const { composeHandler } = await import('./compose.ts');

export const handler = composeHandler(config, agent);

await connected;
spareMemory(process.env);
