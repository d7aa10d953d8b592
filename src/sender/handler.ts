import { KMSClient } from '@aws-sdk/client-kms';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import middy from '@middy/core';
import { parseConfig } from './config.ts';
import { createDecrypt } from './decrypt.ts';
import { createLookUp } from './look-up.ts';
import type { Message } from './message.ts';
import { Refusal } from './reason.ts';
import { render } from './render.ts';
import { reportOutcome } from './report.ts';
import { createSend } from './send.ts';
import { createSender } from './sender.ts';

const config = parseConfig(process.env);
const kmsFor = onePerRegion((region) => new KMSClient({ region, maxAttempts: 3 }));
const sesFor = onePerRegion((region) => new SESv2Client({ region, maxAttempts: 3 }));

const sender = createSender({
  admit: ({ userPoolId }: Message) => {
    if (config.userPoolIds && !config.userPoolIds.has(userPoolId)) {
      throw new Refusal('pool-not-allowed', `USER_POOL_IDS does not name ${userPoolId}`);
    }
  },
  lookUp: createLookUp(async () =>
    (await import('./admin-get-user.ts')).createAdminGetUser({ maxAttempts: 3 }),
  ),
  decrypt: createDecrypt(config.keyArns, kmsFor),
  chooseBrand: () => config.defaultBrand,
  chooseLocale: () => 'en',
  render: (content) => render({ ...content, ...config }),
  send: createSend(sesFor, config.sesRegions),
});

export const handler = middy(sender, { timeoutEarlyInMillis: 1000 }).use(
  reportOutcome({
    service: config.service,
    write: (line) => void process.stdout.write(`${line}\n`),
  }),
);

function onePerRegion<T>(create: (region: string) => T): (region: string) => T {
  const made = new Map<string, T>();
  return (region) => {
    const client = made.get(region) ?? create(region);
    made.set(region, client);
    return client;
  };
}
