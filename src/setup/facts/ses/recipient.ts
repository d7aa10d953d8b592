import { GetSuppressedDestinationCommand } from '@aws-sdk/client-sesv2';
import type { Clients } from '../../../aws/clients.ts';
import { ask, type Fact } from '../../../aws/fact.ts';
import { type Identity, type ReadIdentity, readIdentityOf } from './identity.ts';

/** What SES knows of one person's address in one Region. */
export interface Recipient {
  readonly address: string;
  readonly region: string;
  /** The identity that covers it: what the sandbox asks for. */
  readonly identity: Fact<Identity>;
  readonly suppression: Fact<Suppression>;
}

export interface Suppression {
  /** BOUNCE or COMPLAINT. */
  readonly reason: string;
  readonly since: Date;
}

export async function readRecipient(
  clients: Clients,
  address: string,
  {
    region,
    sandbox,
    readIdentity,
    signal,
  }: {
    readonly readIdentity: ReadIdentity;
    readonly region: string;
    readonly sandbox: boolean;
    readonly signal: AbortSignal;
  },
): Promise<Recipient> {
  const ses = await clients.ses(region);
  const suppression = await ask(async () => {
    const { SuppressedDestination: entry } = await ses.send(
      new GetSuppressedDestinationCommand({ EmailAddress: address }),
      { abortSignal: signal },
    );
    return { reason: entry?.Reason ?? 'BOUNCE', since: entry?.LastUpdateTime ?? new Date(0) };
  });
  // Outside of the sandbox nobody need be verified, and each question takes a second.
  const identity: Fact<Identity> = sandbox
    ? await readIdentityOf(readIdentity, region, address)
    : { state: 'absent' };
  return { address, region, identity, suppression };
}
