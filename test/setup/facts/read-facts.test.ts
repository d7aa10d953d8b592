import { afterEach, describe, expect, test } from '@jest/globals';
import { functionArn, functionName, stackName, topicArn } from '../../../playground/deployment.ts';
import { alertKeyArn, homeRegion, keyArn, userPoolId } from '../../../playground/fixtures.ts';
import { type Deployed, startIn } from '../../../playground/states.ts';
import { valueIn } from '../../../src/aws/fact.ts';
import { readInstallation } from '../../../src/installation/installation.ts';
import { type Asked, readFacts } from '../../../src/setup/facts/read-facts.ts';
import { clientsAt } from '../../support/clients-at.ts';

const open: Deployed[] = [];
afterEach(() => Promise.all(open.splice(0).map(({ close }) => close())));

/** The facts of a good deployment in which something is otherwise. */
async function factsOf(
  change: (deployed: Deployed, variables: Record<string, string>) => void,
  asked: Partial<Asked> = {},
  region = homeRegion,
) {
  const deployed = await startIn('good');
  open.push(deployed);
  const { playground, dns } = deployed;
  const environment = playground.functions.get(functionName)?.configuration['Environment'];
  change(deployed, (environment as { Variables: Record<string, string> }).Variables);
  const signal = new AbortController().signal;
  const clients = clientsAt(playground.url);
  const installation = await readInstallation(clients, { stack: stackName }, { region, signal });
  const facts = await readFacts(clients, installation, {
    userPoolIds: [],
    dnsServer: dns,
    now: new Date(),
    signal,
    ...asked,
  });
  return { facts, playground };
}

describe('the facts of an installation', () => {
  test('hold each From domain and configuration set of its brands once', async () => {
    const { facts } = await factsOf((_, variables) => {
      variables['BRANDS'] = JSON.stringify([
        { clientIds: ['a'], name: 'A', from: 'A <hello@mail.example.org>', configurationSet: 'brand-a' },
        { clientIds: ['b'], name: 'B', from: 'other@auth.example.com' },
        { clientIds: ['c'], name: 'C', from: 'codes@bücher.example' },
      ]);
    });
    const [region] = facts.regions;
    expect(region?.senders.map(({ domain }) => domain)).toEqual([
      'auth.example.com',
      'mail.example.org',
      'xn--bcher-kva.example',
    ]);
    expect(region?.configurationSets.map(({ name, set }) => `${name} ${set.state}`)).toEqual([
      'authentication known',
      'brand-a absent',
    ]);
  });

  test('survive brands that are no JSON', async () => {
    const { facts } = await factsOf((_, variables) => {
      variables['BRANDS'] = '[{';
    });
    expect(facts.regions[0]?.senders).toHaveLength(1);
  });

  test('hold each Region that is sent from, the preferred one first', async () => {
    const { facts } = await factsOf((_, variables) => {
      variables['SES_REGIONS'] = 'eu-central-1, eu-west-1';
    });
    expect(facts.regions.map(({ region, preferred }) => [region, preferred])).toEqual([
      ['eu-central-1', true],
      ['eu-west-1', false],
    ]);
  });

  test('take a parent of the From domain for its identity', async () => {
    const { facts } = await factsOf(({ playground }) => {
      const { identities } = playground.region(homeRegion);
      identities.clear();
      identities.set('example.com', 'SUCCESS');
    });
    expect(valueIn(facts.regions[0]?.senders[0]?.identity)?.name).toBe('example.com');
  });

  test('take the address itself where no domain is verified', async () => {
    const { facts } = await factsOf(({ playground }) => {
      const { identities } = playground.region(homeRegion);
      identities.clear();
      identities.set('no-reply@auth.example.com', 'SUCCESS');
    });
    expect(valueIn(facts.regions[0]?.senders[0]?.identity)).toMatchObject({
      kind: 'address',
      verified: true,
    });
  });

  test('look in other Regions only where the identity is not verified here', async () => {
    const verified = await factsOf(() => undefined);
    const missing = await factsOf(({ playground }) => playground.region(homeRegion).identities.clear());
    const asked = (playground: Deployed['playground']) =>
      new Set(playground.calls.filter(({ service }) => service === 'ses').map(({ region }) => region)).size;
    expect(asked(verified.playground)).toBe(1);
    expect(asked(missing.playground)).toBeGreaterThan(10);
    expect(missing.facts.regions[0]?.senders[0]?.verifiedIn.length).toBeGreaterThan(10);
  });

  test('ask permission and retries of the alias that pools call', async () => {
    const { facts, playground } = await factsOf((deployed) => {
      const description = deployed.playground.pools.get(userPoolId)?.descriptions.get(homeRegion);
      Object.assign(description ?? {}, {
        LambdaConfig: {
          CustomEmailSender: { LambdaArn: `${functionArn}:live`, LambdaVersion: 'V1_0' },
          KMSKeyID: keyArn,
        },
      });
    });
    expect(facts.surroundings?.calledArn).toBe(`${functionArn}:live`);
    const policies = playground.calls.filter(({ operation }) => operation === 'GetPolicy');
    expect(policies.map(({ input }) => input.FunctionName)).toEqual([`${functionArn}:live`]);
  });

  test('are of the pools that were named, whatever the function accepts', async () => {
    const { facts } = await factsOf(() => undefined, { userPoolIds: ['eu-west-1_Nobody'] });
    expect(valueIn(facts.pools)?.map(({ id, description }) => [id, description.state])).toEqual([
      ['eu-west-1_Nobody', 'absent'],
    ]);
  });

  test('are complete where a list has more than one page', async () => {
    const { facts } = await factsOf(({ playground: { pools, keyDetails, topics, region } }, variables) => {
      variables['USER_POOL_IDS'] = '';
      const pool = pools.get(userPoolId);
      const description = pool?.descriptions.get(homeRegion) ?? {};
      // The one that is attached comes last.
      pools.delete(userPoolId);
      for (let index = 0; index < 70; index += 1) {
        const other = { ...description, LambdaConfig: {} };
        pools.set(`eu-west-1_Other${index}`, {
          ...pool,
          descriptions: new Map([[homeRegion, other]]),
        } as never);
      }
      pools.set(userPoolId, pool as never);
      for (let index = 0; index < 25; index += 1) pool?.clients.set(`client${index}`, { ClientName: 'x' });
      for (const name of ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'sa-east-1'])
        pool?.descriptions.set(name, description);
      const many = (count: number, item: object): object[] => Array.from({ length: count }, () => item);
      keyDetails.set(keyArn, {
        grants: [...many(120, { Name: 'other' }), { GranteeServicePrincipal: 'cognito-idp.amazonaws.com' }],
      });
      topics.set(topicArn, [
        ...many(110, { Protocol: 'email', SubscriptionArn: 'PendingConfirmation' }),
        { Protocol: 'email', SubscriptionArn: `${topicArn}:1` },
      ]);
      region(homeRegion).recommendations.push(...many(105, { Type: 'DKIM' }));
    });
    const [pool] = valueIn(facts.pools) ?? [];
    expect(pool?.id).toBe(userPoolId);
    expect(valueIn(pool?.clients)?.length).toBeGreaterThan(25);
    expect(valueIn(pool?.replicas)?.length).toBeGreaterThan(5);
    expect(valueIn(facts.keys[0]?.grantees)).toHaveLength(121);
    expect(valueIn(facts.subscriptions)?.filter(({ confirmed }) => confirmed)).toHaveLength(1);
    expect(valueIn(facts.regions[0]?.recommendations)?.length).toBeGreaterThan(100);
  });

  test('hold the state of the alert topic’s own key', async () => {
    const { facts } = await factsOf(({ playground: { keyDetails } }) => {
      keyDetails.set(alertKeyArn, { metadata: { Enabled: false, KeyState: 'Disabled' } });
    });
    expect(valueIn(facts.alertKey)).toBe('Disabled');
  });

  test('count what was not accepted by reason, over all pages of the log', async () => {
    const { facts } = await factsOf(({ playground }) => {
      const line = (status: string, reason: string, ago: number) => ({
        timestamp: Date.now() - ago,
        message: JSON.stringify({
          message: 'outcome',
          status,
          reason,
          version: ago > 950 ? '1.0.0' : '1.1.0',
        }),
      });
      playground.logGroups.set(`/aws/lambda/${stackName}`, [
        line('undeliverable', 'sending-paused', 2 * 86_400_000),
        ...Array.from({ length: 120 }, () => line('undeliverable', 'sending-paused', 1000)),
        line('skipped', 'code-expired', 900),
        line('accepted', '', 800),
        { timestamp: Date.now(), message: 'START RequestId: 1' },
      ]);
    });
    expect(
      valueIn(facts.outcomes?.notAccepted)?.map(({ status, reason, count }) => [status, reason, count]),
    ).toEqual([
      ['undeliverable', 'sending-paused', 120],
      ['skipped', 'code-expired', 1],
    ]);
    expect(facts.outcomes?.ran?.version).toBe('1.1.0');
  });
});
