import { DecryptCommand, KMSClient } from '@aws-sdk/client-kms';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { getEndpointFromInstructions } from '@smithy/core/endpoints';
import { createEarlyAgent, type EarlyAgent } from './early-connection.ts';

/** A first try and two more: the SDK's standard, which waits at most a second or two between them. */
export const maxAttempts = 3;

/** One client a Region, made on first use. */
export interface Clients {
  readonly kms: (region: string) => KMSClient;
  readonly ses: (region: string) => SESv2Client;
}

export function createClients(): Clients {
  return {
    kms: onePerRegion((region) => {
      const agent = createEarlyAgent();
      const client = new KMSClient({ ...settings(agent), region });
      void openEarly(agent, getEndpointFromInstructions({}, DecryptCommand, { ...client.config }));
      return client;
    }),
    ses: onePerRegion((region) => {
      const agent = createEarlyAgent();
      const client = new SESv2Client({ ...settings(agent), region });
      void openEarly(agent, getEndpointFromInstructions({}, SendEmailCommand, { ...client.config }));
      return client;
    }),
  };
}

const settings = (httpsAgent: EarlyAgent) => ({
  maxAttempts,
  requestHandler: { httpsAgent, connectionTimeout: 1000 },
});

/** A client that is made is about to be used. */
async function openEarly(agent: EarlyAgent, endpoint: Promise<{ readonly url: URL }>): Promise<void> {
  try {
    const { url } = await endpoint;
    if (url.protocol === 'https:') agent.open(url);
  } catch {
    // The first call will meet the same trouble, and report it.
  }
}

function onePerRegion<T>(create: (region: string) => T): (region: string) => T {
  const clients = new Map<string, T>();
  return (region) => {
    const client = clients.get(region) ?? create(region);
    clients.set(region, client);
    return client;
  };
}
