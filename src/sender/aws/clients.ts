import type { Agent } from 'node:https';
import { KMSClient } from '@aws-sdk/client-kms';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { memoize } from '../memoize.ts';

/** A first try and two more: the SDK's standard, which waits at most a second or two between them. */
export const maxAttempts = 3;

/** One client a Region. */
export interface Clients {
  readonly kms: (region: string) => KMSClient;
  readonly ses: (region: string) => SESv2Client;
}

/**
 * A hung request keeps the user waiting, so each try is bounded, in milliseconds: KMS answers in a few and
 * may be asked again at no risk; SES is given longer, since an email that it took without saying so is sent twice.
 *
 * @param agent What the requests are sent through.
 * @param first The Regions of the first email, whose clients are made at once.
 */
export function createClients(agent: Agent, first: { readonly kms: string; readonly ses: string }): Clients {
  const settings = (requestTimeout: number) => ({
    maxAttempts,
    requestHandler: {
      httpsAgent: agent,
      connectionTimeout: 1000,
      requestTimeout,
      throwOnRequestTimeout: true,
    },
  });
  const kms = memoize((region: string) => new KMSClient({ ...settings(2000), region }));
  const ses = memoize((region: string) => new SESv2Client({ ...settings(5000), region }));
  kms(first.kms);
  ses(first.ses);
  return { kms, ses };
}
