import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { Playground } from '../../playground/playground.ts';
import type { OutgoingEmail } from '../../src/sender/send/send-email.ts';

/** Gives the SES client of each Region, which asks a playground and asks it once. */
export function sesClientsOf({ url }: Playground): (region: string) => SESv2Client {
  const clients = new Map<string, SESv2Client>();
  return (region) => {
    const client =
      clients.get(region) ??
      new SESv2Client({
        region,
        endpoint: url,
        credentials: { accessKeyId: 'playground', secretAccessKey: 'playground' },
        maxAttempts: 1,
      });
    clients.set(region, client);
    return client;
  };
}

/** An email that is ready to be sent, by an identity that a playground has verified. */
export const anEmail = (brand: Partial<OutgoingEmail['brand']> = {}): OutgoingEmail => ({
  to: 'ana.sousa@example.com',
  brand: {
    name: 'Acme',
    from: { name: 'Acme', address: 'no-reply@auth.example.com' },
    configurationSet: 'authentication',
    links: new Map(),
    ...brand,
  },
  content: { subject: 'Your code', html: '<p>314159</p>', text: '314159' },
  reference: 'abc',
  tags: { trigger: 'sign-up', pool: 'eu-west-1_A+b/@' },
});
