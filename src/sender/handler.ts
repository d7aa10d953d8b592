import middy from '@middy/core';
import { checkRecipient, createAdmit } from './admit.ts';
import { chooseBrand } from './brand.ts';
import { createClients, maxAttempts } from './clients.ts';
import { parseConfig } from './config.ts';
import { createDecrypt } from './decrypt.ts';
import { createDiagnose } from './diagnose.ts';
import { createEarlyAgent } from './early-connection.ts';
import { endpointOf } from './endpoint.ts';
import { createExpiresAt } from './expiry.ts';
import { chooseLocale } from './locale.ts';
import { createLookUp } from './look-up.ts';
import { once } from './once.ts';
import { createRedirect } from './redirect.ts';
import { createSend } from './regions.ts';
import { draft } from './render.ts';
import { reportMargin, reportOutcome } from './report.ts';
import { createSender } from './sender.ts';
import { spareMemory } from './spare-memory.ts';

const config = parseConfig(process.env);
const traceHeader = () => process.env['_X_AMZN_TRACE_ID'];

// The first email will need KMS and SES. Once their handshakes are on the way, all that follows is done while they wait
// for their answers.
const agent = createEarlyAgent();
const connections = [
  agent.open(endpointOf('KMS', config.kmsRegion, process.env)),
  agent.open(endpointOf('SESV2', config.sesRegions[0], process.env)),
];
await Promise.all(connections.map(({ begun }) => begun));

const clients = createClients(agent, { kms: config.kmsRegion, ses: config.sesRegions[0] });
const expiresAt = createExpiresAt(config, traceHeader);
const send = createSend(clients.ses, config.sesRegions);

const sender = createSender({
  admit: createAdmit(config, traceHeader),
  lookUp: createLookUp(
    once(async () => (await import('./admin-get-user.ts')).createAdminGetUser({ maxAttempts })),
  ),
  checkRecipient: (recipient) => checkRecipient(recipient, config),
  decrypt: createDecrypt(config.keyArns, clients.kms),
  chooseBrand: (message) => chooseBrand(message, config.brands, config.defaultBrand),
  chooseLocale: ({ locales }, brand) => chooseLocale([...locales, brand.locale, config.defaultLocale]),
  draft: (content) => draft({ ...content, ...config }),
  send: config.sandboxRedirectTo ? createRedirect(send, clients.ses, config.sandboxRedirectTo) : send,
});

export const handler = middy(sender, { timeoutEarlyInMillis: reportMargin }).use(
  reportOutcome({
    service: config.service,
    home: config.home,
    diagnose: createDiagnose(clients.ses, config.identityRegions, config),
    keep: once(async () =>
      (await import('./undelivered.ts')).createKeep(config.undeliveredQueueUrl, expiresAt, { maxAttempts }),
    ),
    alert: once(async () =>
      (await import('./alert.ts')).createAlert(config.alertTopicArn, { ...config, maxAttempts }),
    ),
    write: (line) => void process.stdout.write(`${line}\n`),
  }),
);

await Promise.all(connections.map(({ standing }) => standing));
spareMemory(process.env);
