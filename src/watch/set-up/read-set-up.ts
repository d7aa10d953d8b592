import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { Clients } from '../../aws/clients.ts';
import { ask, type Fact, known, valueIn } from '../../aws/fact.ts';
import type { Installation } from '../../installation/installation.ts';
import { findAttachedPools } from '../../setup/facts/cognito/attached-pools.ts';
import type { Pool } from '../../setup/facts/cognito/pool.ts';
import { readPoolSettings } from '../../setup/facts/cognito/pool-settings.ts';
import { createDns } from '../../setup/facts/dns/resolver.ts';
import type { Facts } from '../../setup/facts/facts.ts';
import { readKey } from '../../setup/facts/key.ts';
import { readSurroundings } from '../../setup/facts/lambda/function.ts';
import { readQueue } from '../../setup/facts/queue.ts';
import { createIdentityReader } from '../../setup/facts/ses/identity.ts';
import { readSendingRegion } from '../../setup/facts/ses/sending-region.ts';
import type { Settings } from '../settings.ts';
import { readTopic } from './read-topic.ts';

/** What is looked at, where, and until when. */
export interface Look {
  readonly settings: Pick<Settings, 'senderArn' | 'alertTopicArn' | 'region'>;
  readonly dnsServer?: string;
  readonly now: Date;
  readonly signal: AbortSignal;
}

/**
 * The facts that doctor's rules judge by, as far as they can be had without reading a log, an app client's secret or
 * anybody's address.
 */
export async function readSetUp(clients: Clients, look: Look): Promise<Facts> {
  const { region, alertTopicArn } = look.settings;
  const { signal, now } = look;
  const installation = await readInstallation(clients, look);
  const dns = createDns(look.dnsServer);
  const readIdentity = createIdentityReader(clients, signal);
  const [regions, pools, surroundings, topic, queue] = await Promise.all([
    Promise.all(
      installation.sesRegions.map((name, index) =>
        readSendingRegion(clients, {
          region: name,
          preferred: index === 0,
          installation,
          dns,
          readIdentity,
          signal,
        }),
      ),
    ),
    readPools(clients, installation, { signal }),
    readSurroundings(clients, look.settings.senderArn, { region, signal }),
    readTopic(clients, alertTopicArn, { signal }),
    installation.queueUrl === undefined
      ? undefined
      : readQueue(clients, installation.queueUrl, { region, signal }),
  ]);
  const keys = await Promise.all(installation.keyArns.map((arn) => readKey(clients, arn, signal)));
  return {
    now,
    installation,
    regions,
    keys,
    pools,
    surroundings,
    recipients: [],
    ...topic,
    ...(queue && { queue }),
  };
}

/** The installation as the function behind the alias has it; the stack itself is not asked. */
async function readInstallation(clients: Clients, { settings, signal }: Look): Promise<Installation> {
  const { region, senderArn, alertTopicArn } = settings;
  const lambda = await clients.lambda(region);
  const described = await ask(() =>
    lambda.send(new GetFunctionConfigurationCommand({ FunctionName: senderArn }), { abortSignal: signal }),
  );
  const environment = valueIn(described)?.Environment?.Variables ?? {};
  const { FROM_ADDRESS: from, CONFIGURATION_SET: set, UNDELIVERED_QUEUE_URL: queueUrl } = environment;
  const [firstRegion = region, ...others] = listOf(environment['SES_REGIONS']);
  return {
    region,
    functionArn: senderArn,
    function: described,
    environment,
    keyArns: listOf(environment['KMS_KEY_ARNS']),
    topicArn: alertTopicArn,
    userPoolIds: listOf(environment['USER_POOL_IDS']),
    sesRegions: [firstRegion, ...others],
    ...(from && { from }),
    ...(set && { configurationSet: set }),
    ...(queueUrl && { queueUrl }),
  };
}

/** The pools that are named, and those that are attached and perhaps not named; of each what it says of itself. */
async function readPools(
  clients: Clients,
  { region, userPoolIds, functionArn = '' }: Installation,
  { signal }: Pick<Look, 'signal'>,
): Promise<Fact<readonly Pool[]>> {
  const options = { region, signal };
  const attached = await findAttachedPools(clients, functionArn, options);
  if (attached.state !== 'known' && userPoolIds.length === 0) return attached;
  const ids = new Set([...userPoolIds, ...(valueIn(attached) ?? [])]);
  return known(
    await Promise.all(
      [...ids].map(
        async (id): Promise<Pool> => ({
          ...(await readPoolSettings(clients, id, options)),
          // How long an app client's codes last cannot be asked without being told its secret.
          clients: { state: 'absent' },
        }),
      ),
    ),
  );
}

const listOf = (text = ''): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);
