import middy from '@middy/core';
import { clientSettings } from './aws/client-settings.ts';
import { createClients } from './aws/clients.ts';
import { endpointOf } from './aws/endpoint.ts';
import { createPreconnectingAgent } from './aws/preconnect.ts';
import { chooseBrand } from './brand.ts';
import { createDecrypt } from './decrypt/decrypt.ts';
import { disableMaglev } from './disable-maglev.ts';
import { createDiagnose } from './failure/diagnose.ts';
import { lazyAsync } from './memoize.ts';
import { createAdmit } from './read/admission.ts';
import { createExpiresAt, madeAt } from './read/expiry.ts';
import { checkRecipient, createFindRecipient } from './read/recipient.ts';
import { chooseLocale } from './render/locale.ts';
import { prepareEmail } from './render/render.ts';
import { addSandboxBanner } from './render/sandbox-banner.ts';
import { reportMarginMs } from './report/limits.ts';
import { reportOutcome } from './report/report.ts';
import { createRedirect } from './send/redirect.ts';
import { createSend } from './send/regions.ts';
import { createSender } from './sender.ts';
import { parseConfig } from './settings/config.ts';

const config = parseConfig(process.env);
const { alertWindowSeconds, runbookUrl, sandboxRedirectTo } = config;
const { authenticationCodeMinutes, temporaryPasswordDays, codeShownIn, greetByName, userPoolDomains } =
  config;
const lifetimes = { authenticationCodeMinutes, temporaryPasswordDays };
const emailSettings = { ...lifetimes, codeShownIn, greetByName, userPoolDomains };
const age = { traceHeader: () => process.env['_X_AMZN_TRACE_ID'] };

// The first email will need KMS and SES. Once their handshakes are on the way, all that follows is done while they wait
// for their answers.
const agent = createPreconnectingAgent();
const connections = [
  agent.preconnect(endpointOf('KMS', { region: config.kmsRegion, env: process.env })),
  agent.preconnect(endpointOf('SESV2', { region: config.sesRegions[0], env: process.env })),
];
await Promise.all(connections.map(({ started }) => started));

const clients = createClients(agent, { kms: config.kmsRegion, ses: config.sesRegions[0] });
const expiresAt = createExpiresAt(config, age);
const send = createSend(clients.ses, config.sesRegions);

// What only few emails need is loaded on first use, and must not use up the time that reporting has.
const settings = clientSettings(agent, { requestTimeout: 2000 });
const adminGetUser = lazyAsync(async () =>
  (await import('./read/admin-get-user.ts')).createAdminGetUser({
    settings,
    regions: config.userPoolRegions,
  }),
);
const store = lazyAsync(async () => {
  const { createUndeliveredQueue } = await import('./report/undelivered-queue.ts');
  return createUndeliveredQueue(config.undeliveredQueueUrl, { expiresAt, settings });
});
const alert = lazyAsync(async () => {
  const [{ createAlert }, { createPublishAlert }] = await Promise.all([
    import('./report/alert.ts'),
    import('./report/publish-alert.ts'),
  ]);
  const publish = createPublishAlert(config.alertTopicArn, settings);
  return createAlert(publish, { alertWindowSeconds, runbookUrl });
});

const sender = createSender({
  admit: createAdmit(config, age),
  findRecipient: createFindRecipient(adminGetUser),
  checkRecipient: (recipient) => checkRecipient(recipient, config.allowedRecipients),
  decrypt: createDecrypt(config.keyArns, clients.kms),
  chooseBrand: (request) => chooseBrand(request, config),
  chooseLocale: ({ locales }, brand) => chooseLocale([...locales, brand.locale, config.defaultLocale]),
  prepare: (content) => prepareEmail({ ...content, ...emailSettings, madeAt: madeAt(age) }),
  send: sandboxRedirectTo
    ? createRedirect(send, clients.ses, { redirectTo: sandboxRedirectTo, mark: addSandboxBanner })
    : send,
});

export const handler = middy(sender, { timeoutEarlyInMillis: reportMarginMs })
  .before(() => agent.closeIdle())
  .use(
    reportOutcome({
      service: config.service,
      incidentDefaults: config.incidentDefaults,
      diagnose: createDiagnose(clients.ses, config.identityRegions, { alertWindowSeconds }),
      store,
      alert,
      write: (line) => void process.stdout.write(`${line}\n`),
    }),
  );

await Promise.all(connections.map(({ established }) => established));
disableMaglev(process.env);
