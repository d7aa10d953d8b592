import { clientSettings } from './aws/client-settings.ts';
import { endpointOf } from './aws/endpoint.ts';
import { createPreconnectingAgent } from './aws/preconnect.ts';
import { createHandler } from './create-handler.ts';
import { disableMaglev } from './disable-maglev.ts';
import { lazyAsync } from './memoize.ts';
import { createExpiresAt } from './read/expiry.ts';
import { rehearse } from './rehearsal/rehearse.ts';
import { parseConfig } from './settings/config.ts';

const config = parseConfig(process.env);
const age = { traceHeader: () => process.env['_X_AMZN_TRACE_ID'] };

// The first email will need KMS and SES. Once their handshakes are on the way, all that follows is done while they wait
// for their answers.
const agent = createPreconnectingAgent();
const endpoints = [
  endpointOf('KMS', { region: config.kmsRegion, env: process.env }),
  endpointOf('SESV2', { region: config.sesRegions[0], env: process.env }),
];
const connections = endpoints.map((endpoint) => agent.preconnect(endpoint));
await Promise.all(connections.map(({ started }) => started));

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
  const expiresAt = createExpiresAt(config, age);
  return createUndeliveredQueue(config.undeliveredQueueUrl, { expiresAt, settings });
});
const alert = lazyAsync(async () => {
  const [{ createAlert }, { createPublishAlert }] = await Promise.all([
    import('./report/alert.ts'),
    import('./report/publish-alert.ts'),
  ]);
  const publish = createPublishAlert(config.alertTopicArn, settings);
  const { alertWindowSeconds, runbookUrl } = config;
  return createAlert(publish, { alertWindowSeconds, runbookUrl });
});

const write = (line: string): void => void process.stdout.write(`${line}\n`);
export const handler = createHandler(config, { agent, adminGetUser, age, store, alert, write });

// Requests to other than https would not go through the rehearsal's agent.
if (endpoints.every(Boolean)) await rehearse(config);
await Promise.all(connections.map(({ established }) => established));
disableMaglev(process.env);
