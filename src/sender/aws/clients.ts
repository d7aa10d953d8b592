import type { Agent } from 'node:https';
import { KMSClient } from '@aws-sdk/client-kms';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { memoize } from '../memoize.ts';
import { clientSettings } from './client-settings.ts';

/** One client a Region. */
export interface Clients {
  readonly kms: (region: string) => KMSClient;
  readonly ses: (region: string) => SESv2Client;
}

/**
 * KMS answers in a few milliseconds and may be asked again at no risk; SES is given longer, since an email that it took
 * without saying so is sent twice.
 *
 * @param agent What the requests are sent through.
 * @param first The Regions of the first email, whose clients are made at once.
 */
export function createClients(agent: Agent, first: { readonly kms: string; readonly ses: string }): Clients {
  const quick = clientSettings(agent, { requestTimeout: 2000 });
  const patient = clientSettings(agent, { requestTimeout: 5000 });
  const kms = memoize((region: string) => new KMSClient({ ...quick, region }));
  const ses = memoize((region: string) => new SESv2Client({ ...patient, region }));
  kms(first.kms);
  ses(first.ses);
  return { kms, ses };
}
