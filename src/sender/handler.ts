import middy from '@middy/core';
import { createClients, maxAttempts } from './aws/clients.ts';
import { disableMaglev } from './aws/disable-maglev.ts';
import { endpointOf } from './aws/endpoint.ts';
import { createPreconnectingAgent } from './aws/preconnect.ts';
import { chooseBrand } from './brand.ts';
import { createDecrypt } from './decrypt/decrypt.ts';
import { createDiagnose } from './failure/diagnose.ts';
import { lazyAsync } from './memoize.ts';
import { checkRecipient, createAdmit } from './read/admission.ts';
import { createExpiresAt } from './read/expiry.ts';
import { createLookUp } from './read/recipient.ts';
import { chooseLocale } from './render/locale.ts';
import { draft } from './render/render.ts';
import { reportMargin, reportOutcome } from './report/report.ts';
import { createRedirect } from './send/redirect.ts';
import { createSend } from './send/regions.ts';
import { createSender } from './sender.ts';
import { parseConfig } from './settings/config.ts';

const config = parseConfig(process.env);
const traceHeader = () => process.env['_X_AMZN_TRACE_ID'];

// The first email will need KMS and SES. Once their handshakes are on the way, all that follows is done while they wait
// for their answers.
const agent = createPreconnectingAgent();
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
    lazyAsync(async () => (await import('./read/admin-get-user.ts')).createAdminGetUser({ maxAttempts })),
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
    incidentDefaults: config.incidentDefaults,
    diagnose: createDiagnose(clients.ses, config.identityRegions, config),
    store: lazyAsync(async () =>
      (await import('./report/undelivered.ts')).createUndeliveredQueue(
        config.undeliveredQueueUrl,
        expiresAt,
        {
          maxAttempts,
        },
      ),
    ),
    alert: lazyAsync(async () =>
      (await import('./report/alert.ts')).createAlert(config.alertTopicArn, { ...config, maxAttempts }),
    ),
    write: (line) => void process.stdout.write(`${line}\n`),
  }),
);

await Promise.all(connections.map(({ standing }) => standing));
disableMaglev(process.env);
