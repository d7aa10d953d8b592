import type { Agent } from 'node:https';
import middy from '@middy/core';
import { checkRecipient, createAdmit } from './admit.ts';
import { chooseBrand } from './brand.ts';
import { createClients, maxAttempts } from './clients.ts';
import type { Config } from './config.ts';
import { createDecrypt } from './decrypt.ts';
import { createDiagnose } from './diagnose.ts';
import { createExpiresAt } from './expiry.ts';
import { chooseLocale } from './locale.ts';
import { createLookUp } from './look-up.ts';
import { once } from './once.ts';
import { createRedirect } from './redirect.ts';
import { createSend } from './regions.ts';
import { draft } from './render.ts';
import { reportMargin, reportOutcome } from './report.ts';
import { createSender } from './sender.ts';

/**
 * The only composition root: settings and clients become steps, and steps the handler.
 *
 * @param agent What KMS and SES are called through.
 * @returns The handler, and a promise for when its first email will be as quick as it can be.
 */
export function composeHandler(config: Config, agent: Agent) {
  const traceHeader = () => process.env['_X_AMZN_TRACE_ID'];
  const clients = createClients(agent);
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

  return middy(sender, { timeoutEarlyInMillis: reportMargin }).use(
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
}
