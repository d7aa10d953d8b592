import { KMSClient } from '@aws-sdk/client-kms';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import middy from '@middy/core';
import { checkRecipient, createAdmit } from './admit.ts';
import { parseConfig } from './config.ts';
import { createDecrypt } from './decrypt.ts';
import { createDiagnose } from './diagnose.ts';
import { createExpiresAt } from './expiry.ts';
import { createLookUp } from './look-up.ts';
import { once, onePerRegion } from './once.ts';
import { createRedirect } from './redirect.ts';
import { createSend } from './regions.ts';
import { render } from './render.ts';
import { reportMargin, reportOutcome } from './report.ts';
import { createSender } from './sender.ts';

const config = parseConfig(process.env);
const traceHeader = () => process.env['_X_AMZN_TRACE_ID'];
const maxAttempts = 3;
const kmsFor = onePerRegion((region) => new KMSClient({ region, maxAttempts }));
const sesFor = onePerRegion((region) => new SESv2Client({ region, maxAttempts }));

const send = createSend(sesFor, config.sesRegions);

const sender = createSender({
  admit: createAdmit(config, traceHeader),
  lookUp: createLookUp(
    once(async () => (await import('./admin-get-user.ts')).createAdminGetUser({ maxAttempts })),
  ),
  checkRecipient: (recipient) => checkRecipient(recipient, config),
  decrypt: createDecrypt(config.keyArns, kmsFor),
  chooseBrand: () => config.defaultBrand,
  chooseLocale: () => 'en',
  render: (content) => render({ ...content, ...config }),
  send: config.sandboxRedirectTo ? createRedirect(send, sesFor, config.sandboxRedirectTo) : send,
});

export const handler = middy(sender, { timeoutEarlyInMillis: reportMargin }).use(
  reportOutcome({
    service: config.service,
    home: config.home,
    diagnose: createDiagnose(sesFor, config.identityRegions, config),
    keep: once(async () =>
      (await import('./undelivered.ts')).createKeep(config.undeliveredQueueUrl, { maxAttempts }),
    ),
    alert: once(async () =>
      (await import('./alert.ts')).createAlert(config.alertTopicArn, { ...config, maxAttempts }),
    ),
    expiresAt: createExpiresAt(config, traceHeader),
    write: (line) => void process.stdout.write(`${line}\n`),
  }),
);
