import { DecryptCommand, KMSClient } from '@aws-sdk/client-kms';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { getEndpointFromInstructions } from '@smithy/core/endpoints';
import { createEarlyAgent } from './early-connection.ts';
import { oncePerKey } from './once.ts';

/** A first try and two more: the SDK's standard, which waits at most a second or two between them. */
export const maxAttempts = 3;

/** One client a Region, made on first use. */
export interface Clients {
  readonly kms: (region: string) => KMSClient;
  readonly ses: (region: string) => SESv2Client;
  /** Opens connections to KMS and SES before they are needed; never fails, the first call would tell. */
  readonly connect: (regions: { readonly kms: string; readonly ses: string }) => Promise<void>;
}

/**
 * An answer that does not come costs a user the wait, so each try is bounded, in milliseconds: KMS answers in a few and
 * may be asked again at no risk; SES is given longer, since an email that it took without saying so is sent twice.
 */
export function createClients(): Clients {
  const agent = createEarlyAgent();
  const settings = (requestTimeout: number) => ({
    maxAttempts,
    requestHandler: {
      httpsAgent: agent,
      connectionTimeout: 1000,
      requestTimeout,
      throwOnRequestTimeout: true,
    },
  });
  const kms = oncePerKey((region: string) => new KMSClient({ ...settings(2000), region }));
  const ses = oncePerKey((region: string) => new SESv2Client({ ...settings(5000), region }));
  const open = async (endpoint: Promise<{ readonly url: URL }>): Promise<void> => {
    const { url } = await endpoint;
    if (url.protocol === 'https:') await agent.open(url);
  };
  return {
    kms,
    ses,
    connect: async (regions) => {
      await Promise.allSettled([
        open(getEndpointFromInstructions({}, DecryptCommand, { ...kms(regions.kms).config })),
        open(getEndpointFromInstructions({}, SendEmailCommand, { ...ses(regions.ses).config })),
      ]);
    },
  };
}
