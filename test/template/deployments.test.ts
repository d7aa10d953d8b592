import { describe, expect, test } from '@jest/globals';
import { parseConfig, variables } from '../../src/sender/settings/config.ts';
import { type Deployment, deploy, pseudo, references, template } from '../support/cloudformation.ts';
import { deployments } from '../support/deployments.ts';
import { environmentOf, made } from '../support/function-environment.ts';

const named = Object.entries(deployments);

/** Every combination of the answers that decide which resources there are and what they refer to. */
function* combinations(): Generator<Record<string, string>> {
  const pool = 'eu-west-1_AbCdEfGhI';
  const key = `arn:aws:kms:${pseudo['AWS::Region']}:${pseudo['AWS::AccountId']}:key/0`;
  const choices: Record<string, string>[][] = [
    [{ FromAddress: 'no-reply@auth.example.com' }],
    [{}, { HostedZoneId: 'Z0123456789ABCDEFGHIJ' }, { ExistingIdentity: 'example.com' }],
    [{}, { DmarcRecord: '' }],
    [{}, { UserPoolIds: pool }, { UserPoolIds: `${pool},${pool}` }, { CreateSampleUserPool: 'true' }],
    [{}, { Parts: 'ses-only' }, { Parts: 'sender-only', SesRegions: 'eu-central-1' }],
    [{}, { Watch: 'off' }],
    [{}, { ExistingConfigurationSet: 'left-behind' }],
    [{}, { ExistingKmsKeyArn: key }, { OlderKmsKeyArns: key }],
    [{}, { KeepDeliveryEvents: 'false' }],
  ];
  const extend = function* (
    chosen: Record<string, string>,
    depth: number,
  ): Generator<Record<string, string>> {
    if (depth === choices.length) yield chosen;
    for (const choice of choices[depth] ?? []) yield* extend({ ...chosen, ...choice }, depth + 1);
  };
  yield* extend({}, 0);
}

describe('a deployment', () => {
  test('refers only to what it has, and in no circle, whichever way its conditions fall', () => {
    let deployed = 0;
    for (const parameters of combinations()) {
      if (parameters['Parts'] === 'ses-only' && parameters['CreateSampleUserPool'] === 'true') continue;
      const deployment = deploy(parameters);
      expect({ parameters, problems: [...danglingReferences(deployment), ...circles(deployment)] }).toEqual({
        parameters,
        problems: [],
      });
      deployed += 1;
    }
    expect(deployed).toBe(1584);
  });

  test('of every kind is among the named ones, which are linted: each condition holds in one and not in another', () => {
    const partitions = ['aws-cn', 'aws-us-gov', 'aws-eusc'].map((partition) =>
      deploy(deployments['the fewest answers'] ?? {}, { 'AWS::Partition': partition }),
    );
    const deployed = [...named.map(([, parameters]) => deploy(parameters)), ...partitions].map(
      ({ conditions }) => conditions,
    );
    const decided = Object.keys(template.Conditions).filter((condition) =>
      [true, false].every((side) => deployed.some((conditions) => conditions[condition] === side)),
    );
    expect(decided).toEqual(Object.keys(template.Conditions));
  });

  test('with a sample pool beside named pools is refused, with a sentence that says what to change', () => {
    const both = { ...deployments['one pool'], CreateSampleUserPool: 'true' };
    expect(() => deploy(both)).toThrow(/leave UserPoolIds empty, or set CreateSampleUserPool to false/);
  });

  test.each([
    ['aws', 'https://eu-west-1.console.aws.amazon.com/'],
    ['aws-cn', 'https://eu-west-1.console.amazonaws.cn/'],
    ['aws-us-gov', 'https://eu-west-1.console.amazonaws-us-gov.com/'],
    ['aws-eusc', 'https://eu-west-1.console.amazonaws-eusc.eu/'],
  ])('in %s says where that partition’s console shows the dashboard', (partition, address) => {
    const { Outputs } = deploy(deployments['the fewest answers'] ?? {}, { 'AWS::Partition': partition });
    expect(JSON.stringify(Outputs['DashboardUrl'])).toContain(address);
  });

  test('that tells nobody says so, and how to change that', () => {
    const told = (name: string) => deploy(deployments[name] ?? {}).Outputs['NobodyIsTold'];
    expect(JSON.stringify(told('the fewest answers'))).toContain('aws sns subscribe');
    expect(told('first, with a hosted zone')).toBeUndefined();
    expect(told('a watch in a hurry, and a pager')).toBeUndefined();
  });

  test.each([
    ['sender-only', { Parts: 'sender-only' }, /set SesRegions/],
    ['subnets alone', { SubnetIds: 'subnet-0a1b2c3d' }, /SecurityGroupIds/],
  ])('of %s is refused, with a sentence that says what to add', (_, parameters, sentence) => {
    expect(() => deploy({ FromAddress: 'no-reply@auth.example.com', ...parameters })).toThrow(sentence);
  });

  test.each([
    ['FromAddress', 'Acme <no-reply@auth.example.com>'],
    ['FromAddress', '*@auth.example.com'],
    ['UserPoolIds', 'us-east-1_aaaaaaaaa, us-east-1_bbbbbbbbb'],
    ['UserPoolIds', [1, 2, 3, 4, 5, 6].map((n) => `us-east-1_aaaaaaaa${n}`).join()],
    ['ExistingKmsKeyArn', 'arn:aws:kms:eu-west-1:111122223333:alias/codes'],
    ['OlderKmsKeyArns', '0a11ce00-c0de-4000-8000-0000000e4a11'],
    ['SesRegions', 'Ireland'],
    ['HostedZoneId', '/hostedzone/Z0123456789ABCDEFGHIJ'],
    ['ReservedConcurrency', '0'],
    ['MaximumEventAge', '59'],
    ['AuthenticationCodeMinutes', '16'],
    ['AppName', 'Acme "the best"'],
    ['DmarcRecord', 'v=DMARC1; p=none; rua="mailto:a@b"'],
    ['Brands', `[${'x'.repeat(3000)}]`],
    ['UndeliveredReaders', 'arn:aws:iam::111122223333:user/somebody'],
    ['CanaryMinutes', '7'],
    ['SecondAlarmActionArn', 'pager'],
  ])('with %s = %p is refused before anything is made', (name, value) => {
    expect(() => deploy({ FromAddress: 'no-reply@auth.example.com', [name]: value })).toThrow(name);
  });
});

describe('the function’s variables', () => {
  test.each(named.filter(([, { Parts }]) => Parts !== 'ses-only'))(
    'are those that parseConfig reads, with values that it takes: %s',
    (_, parameters) => {
      const environment = environmentOf(deploy(parameters));
      expect(Object.keys(environment).sort()).toEqual([...variables].sort());
      expect(() => parseConfig({ ...environment, AWS_REGION: pseudo['AWS::Region'] })).not.toThrow();
    },
  );

  test('carry the answers that were given', () => {
    const config = parseConfig({
      ...environmentOf(deploy(deployments['everything'] ?? {})),
      AWS_REGION: 'eu-west-1',
    });
    expect(config).toMatchObject({
      keyArns: [
        made['CodeKey.Arn'],
        'arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-4000-8000-000000000002',
      ],
      userPoolIds: new Set(['eu-west-1_AbCdEfGhI', 'eu-west-1_JkLmNoPqR']),
      sesRegions: ['eu-west-1', 'eu-central-1'],
      defaultBrand: {
        name: 'Acme',
        from: { name: 'Acme', address: 'no-reply@auth.example.com' },
        replyTo: { name: 'Acme support', address: 'help@example.com' },
        configurationSet: 'codes',
      },
      defaultLocale: 'pt-BR',
      authenticationCodeMinutes: 10,
      temporaryPasswordDays: 30,
      allowedRecipients: new Set(['example.com', 'tester@example.org', 'simulator.amazonses.com']),
      sandboxRedirectTo: 'inbox@example.com',
      codeShownIn: { 'sign-up': 'subject', 'verify-user-attribute': 'body' },
      greetByName: false,
      alertWindowSeconds: 0,
      service: pseudo['AWS::StackName'],
    });
  });
});

function danglingReferences({ Resources, Outputs }: Deployment): string[] {
  return Object.entries({ ...Resources, ...Outputs }).flatMap(([name, entry]) =>
    [...references(entry)]
      .filter((id) => !((id.split('.')[0] as string) in Resources) && !transformed.has(id))
      .map((id) => `${name} refers to ${id}`),
  );
}

/** Made by the SAM transform, and referred to by the names that it gives them. */
const transformed = new Set(['ServerlessDeploymentApplication']);

/**
 * The transform makes three resources of the sender: the function itself, a version of it, and the alias, which alone
 * waits for what its DeploymentPreference names.
 */
function referencesOf(id: string, Resources: Deployment['Resources']): Iterable<string> {
  const [function_ = '', part] = id.split('.');
  const { DeploymentPreference, ...rest } = Resources[function_]?.Properties ?? {};
  if (part === 'Version') return [function_];
  if (part === 'Alias') return [`${function_}.Version`, ...references(DeploymentPreference)];
  return references({ ...Resources[id], Properties: rest });
}

function circles({ Resources }: Deployment): string[] {
  const done = new Set<string>();
  const visit = (id: string, path: readonly string[]): string[] => {
    if (path.includes(id)) return [[...path, id].join(' → ')];
    if (done.has(id)) return [];
    const found = [...referencesOf(id, Resources)].flatMap((next) => visit(next, [...path, id]));
    done.add(id);
    return found;
  };
  return Object.keys(Resources).flatMap((id) => visit(id, []));
}
