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
    [{}, { Parts: 'ses-only' }],
    [{}, { SesSandbox: 'false' }],
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
    expect(deployed).toBe(504);
  });

  test('of every kind is among the named ones, which are linted: each condition holds in one and not in another', () => {
    const deployed = named.map(([, parameters]) => deploy(parameters).conditions);
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
      allowedRecipients: new Set(['example.com', 'tester@example.org']),
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
    [...references(entry)].filter((id) => !(id in Resources)).map((id) => `${name} refers to ${id}`),
  );
}

function circles({ Resources }: Deployment): string[] {
  const done = new Set<string>();
  const visit = (id: string, path: readonly string[]): string[] => {
    if (path.includes(id)) return [[...path, id].join(' → ')];
    if (done.has(id)) return [];
    const found = [...references(Resources[id])].flatMap((next) => visit(next, [...path, id]));
    done.add(id);
    return found;
  };
  return Object.keys(Resources).flatMap((id) => visit(id, []));
}
