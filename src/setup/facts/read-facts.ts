import type { Clients } from '../../aws/clients.ts';
import { type Fact, known, valueIn } from '../../aws/fact.ts';
import type { Installation } from '../../installation/installation.ts';
import { isKeyArn } from '../../key-arn.ts';
import { findAttachedPools, isSameFunction } from './cognito/attached-pools.ts';
import { type Pool, readPool } from './cognito/pool.ts';
import { createDns } from './dns/resolver.ts';
import type { Facts } from './facts.ts';
import { readKey } from './key.ts';
import { readSurroundings } from './lambda/function.ts';
import { readOutcomes } from './lambda/outcomes.ts';
import { readQueue } from './queue.ts';
import { createIdentityReader } from './ses/identity.ts';
import { readRecipient } from './ses/recipient.ts';
import { readSendingRegion } from './ses/sending-region.ts';
import { readSubscriptions } from './topic.ts';
import { readTopicKey } from './topic-key.ts';

export interface Asked {
  /** Pools to look at instead of those that the installation names. */
  readonly userPoolIds: readonly string[];
  readonly recipient?: string;
  readonly dnsServer?: string;
  readonly now: Date;
  readonly signal: AbortSignal;
}

/** Asks AWS and DNS for all that the rules judge by. What does not wait for something else is asked at the same time. */
export async function readFacts(clients: Clients, installation: Installation, asked: Asked): Promise<Facts> {
  const { region, topicArn, queueUrl, keyArns, sesRegions } = installation;
  const { signal, now } = asked;
  const dns = createDns(asked.dnsServer);
  const readIdentity = createIdentityReader(clients, signal);

  const poolsAndKeys = async () => {
    const pools = await readPools(clients, installation, asked);
    const poolKeys = (valueIn(pools) ?? []).flatMap(({ description }) => valueIn(description)?.keyArn ?? []);
    const arns = [...new Set([...keyArns, ...poolKeys])].filter(isKeyArn);
    return { pools, keys: await Promise.all(arns.map((arn) => readKey(clients, arn, signal))) };
  };
  const [regions, { pools, keys }, outcomes, subscriptions, alertKey, queue] = await Promise.all([
    Promise.all(
      sesRegions.map((name, index) =>
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
    poolsAndKeys(),
    readOutcomesOf(clients, installation, asked),
    topicArn === undefined ? undefined : readSubscriptions(clients, topicArn, signal),
    topicArn === undefined ? undefined : readTopicKey(clients, topicArn, signal),
    queueUrl === undefined ? undefined : readQueue(clients, queueUrl, { region, signal }),
  ]);
  const calledArn = calledArnOf(installation, pools);
  const { recipient } = asked;
  const [surroundings, recipients] = await Promise.all([
    calledArn === undefined ? undefined : readSurroundings(clients, calledArn, { region, signal }),
    recipient === undefined
      ? []
      : Promise.all(
          regions.map(({ region: name, account }) =>
            readRecipient(clients, recipient, {
              region: name,
              sandbox: valueIn(account)?.productionAccess !== true,
              readIdentity,
              signal,
            }),
          ),
        ),
  ]);
  return {
    now,
    installation,
    regions,
    keys,
    recipients,
    ...(pools && { pools }),
    ...(surroundings && { surroundings }),
    ...(outcomes && { outcomes }),
    ...(subscriptions && { subscriptions }),
    ...(alertKey && { alertKey }),
    ...(queue && { queue }),
  };
}

/** The pools that were named, or that the installation accepts; if it accepts any, those that are attached to it. */
async function readPools(
  clients: Clients,
  { region, userPoolIds, functionArn }: Installation,
  asked: Asked,
): Promise<Fact<readonly Pool[]> | undefined> {
  const named = asked.userPoolIds.length > 0 ? asked.userPoolIds : userPoolIds;
  const options = { region, signal: asked.signal };
  if (named.length === 0 && functionArn === undefined) return undefined;
  const ids: Fact<readonly string[]> =
    named.length > 0 || functionArn === undefined
      ? known(named)
      : await findAttachedPools(clients, functionArn, options);
  if (ids.state !== 'known') return ids;
  return known(await Promise.all(ids.value.map((id) => readPool(clients, id, options))));
}

/** What pools call: an alias of the function, if they name one, for permission and retries belong to it. */
function calledArnOf(
  { functionArn }: Installation,
  pools: Fact<readonly Pool[]> | undefined,
): string | undefined {
  const called = (valueIn(pools) ?? []).map(({ description }) => valueIn(description)?.trigger?.functionArn);
  return called.find((arn) => isSameFunction(arn, functionArn)) ?? functionArn;
}

function readOutcomesOf(
  clients: Clients,
  { functionArn, logGroup, queueUrl, environment, region }: Installation,
  { now, signal }: Asked,
) {
  if (functionArn === undefined) return undefined;
  const functionName = functionArn.split(':')[6] ?? '';
  return readOutcomes(
    clients,
    {
      functionName,
      logGroup: logGroup ?? `/aws/lambda/${functionName}`,
      queueName: queueUrl?.split('/').at(-1) ?? '',
      service: environment['POWERTOOLS_SERVICE_NAME'] ?? 'cognito-email-sender',
    },
    { region, now, signal },
  );
}
