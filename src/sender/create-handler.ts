import type { Agent } from 'node:https';
import middy from '@middy/core';
import { createClients } from './aws/clients.ts';
import { chooseBrand } from './brand.ts';
import { createDecrypt } from './decrypt/decrypt.ts';
import { createDiagnose } from './failure/diagnose.ts';
import type { AdminGetUser } from './read/admin-get-user.ts';
import { createAdmit } from './read/admission.ts';
import { type EventAge, madeAt } from './read/expiry.ts';
import { checkRecipient, createFindRecipient } from './read/recipient.ts';
import { chooseLocale } from './render/locale.ts';
import { prepareEmail } from './render/render.ts';
import { addSandboxBanner } from './render/sandbox-banner.ts';
import { reportMarginMs } from './report/limits.ts';
import { type ReportOptions, reportOutcome } from './report/report.ts';
import { createRedirect } from './send/redirect.ts';
import { createSend } from './send/regions.ts';
import { createSender } from './sender.ts';
import type { Config } from './settings/config.ts';

/** What the sender is connected to. */
export interface Connections extends Pick<ReportOptions, 'store' | 'alert' | 'write'> {
  /** What KMS and SES are reached through. */
  readonly agent: Agent & { readonly closeIdle: () => void };
  readonly adminGetUser: () => Promise<AdminGetUser>;
  readonly age: EventAge;
}

/** @returns The Lambda handler: the path of one email, with its outcome reported. */
export function createHandler(config: Config, connections: Connections) {
  const { agent, adminGetUser, age, store, alert, write } = connections;
  const { alertWindowSeconds, sandboxRedirectTo } = config;
  const { authenticationCodeMinutes, temporaryPasswordDays, codeShownIn, greetByName, userPoolDomains } =
    config;
  const lifetimes = { authenticationCodeMinutes, temporaryPasswordDays };
  const emailSettings = { ...lifetimes, codeShownIn, greetByName, userPoolDomains };
  const clients = createClients(agent, { kms: config.kmsRegion, ses: config.sesRegions[0] });
  const send = createSend(clients.ses, config.sesRegions);

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

  return middy(sender, { timeoutEarlyInMillis: reportMarginMs })
    .before(() => agent.closeIdle())
    .use(
      reportOutcome({
        service: config.service,
        incidentDefaults: config.incidentDefaults,
        diagnose: createDiagnose(clients.ses, config.identityRegions, { alertWindowSeconds }),
        store,
        alert,
        write,
      }),
    );
}
