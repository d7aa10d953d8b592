import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parseConfig } from '../../src/sender/settings/config.ts';
import { deploy, listOf, propertiesOf, pseudo, type Statement } from '../support/cloudformation.ts';
import { deployments } from '../support/deployments.ts';
import { environmentOf } from '../support/function-environment.ts';

/** Written to the log by Lambda itself, in the function's name. */
const lambdasOwn = ['logs:CreateLogStream', 'logs:PutLogEvents'];
/** Asked of KMS by SNS, in the publisher's name, because the alert topic is encrypted. */
const throughSns = ['kms:Decrypt', 'kms:GenerateDataKey'];
/** Done by Lambda in the function's name where a platform asks for it: in a VPC, and traced. */
const lambdasOwnHere = [
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];
/** The one operation that IAM knows by another name. */
const actions = { Invoke: 'InvokeFunction' };
const calls = await callsOfBundle('metafile');
const watchCalls = await callsOfBundle('metafile-watch');

describe('the role', () => {
  test('allows exactly the AWS calls that the bundle can make', () => {
    expect(calls).toContain('ses:SendEmail');
    for (const [name, parameters] of senders) {
      const allowed = statementsOf(parameters).flatMap(({ Action }) => listOf(Action));
      const here = parameters['SubnetIds'] ? lambdasOwnHere : [];
      expect([name, unique(allowed)]).toEqual([
        name,
        unique([...calls, ...lambdasOwn, ...throughSns, ...here]),
      ]);
    }
  });

  test('asks KMS for alerts only through SNS, and for codes only under the key that pools encrypt with', () => {
    const kms = statementsOf(deployments['one pool']).filter(({ Action }) =>
      listOf(Action).some((action) => action.startsWith('kms:')),
    );
    expect(kms).toEqual([
      expect.objectContaining({
        Sid: 'DecryptCodes',
        Action: 'kms:Decrypt',
        Resource: [{ 'Fn::GetAtt': ['CodeKey', 'Arn'] }],
        Condition: { StringLike: { 'kms:EncryptionContext:userpool-id': ['eu-west-1_AbCdEfGhI'] } },
      }),
      expect.objectContaining({
        Action: ['kms:GenerateDataKey', 'kms:Decrypt'],
        Resource: { 'Fn::GetAtt': ['AlertKey', 'Arn'] },
        Condition: { StringEquals: { 'kms:ViaService': 'sns.eu-west-1.amazonaws.com' } },
      }),
    ]);
  });

  test('decrypts for any pool of this Region while none is named, and only what a pool encrypted', () => {
    expect(statement('the fewest answers', 'DecryptCodes').Condition).toEqual({
      StringLike: { 'kms:EncryptionContext:userpool-id': 'eu-west-1_*' },
    });
  });

  test('out of the sandbox, sends from one identity with one configuration set, in the Regions that were chosen', () => {
    expect(statement('out of the sandbox', 'SendEmail')).toMatchObject({
      Resource: [
        'arn:aws:ses:*:111122223333:identity/auth.example.com',
        'arn:aws:ses:*:111122223333:identity/no-reply@auth.example.com',
        'arn:aws:ses:*:111122223333:configuration-set/codes',
      ],
      Condition: {
        StringLike: { 'ses:FromAddress': ['no-reply@auth.example.com'] },
        StringEquals: { 'aws:RequestedRegion': ['eu-west-1'] },
      },
    });
    expect(statement('two Regions', 'SendEmail').Condition).toMatchObject({
      StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] },
    });
  });

  test('asks SES in the Regions that the sender asks in, and no others', () => {
    for (const name of ['out of the sandbox', 'two Regions', 'everything']) {
      const { sesRegions, identityRegions } = parseConfig({
        ...environmentOf(deploy(deployments[name] ?? {})),
        AWS_REGION: pseudo['AWS::Region'],
      });
      const regions = (sid: string) =>
        statement(name, sid).Condition?.['StringEquals']?.['aws:RequestedRegion'];
      expect(regions('SendEmail')).toEqual(sesRegions);
      expect(regions('AskWhySesRefused')).toEqual(sesRegions);
      expect(new Set(regions('AskWhoIsVerified') as string[])).toEqual(new Set(identityRegions));
    }
  });

  test('looks identities up in the Regions that it may ask, and only reads', () => {
    const { Resource, Condition } = statement('one pool', 'AskWhoIsVerified');
    expect(Resource).toBe('arn:aws:ses:*:111122223333:identity/*');
    expect(JSON.stringify(Condition)).toContain('aws:RequestedRegion');
  });

  test('sends from no address but the given one and, with brands, those of the domains that are named', () => {
    const fromAddresses = (name: string): unknown[] =>
      statementsOf(deployments[name])
        .filter(({ Action }) => Action === 'ses:SendEmail')
        .flatMap(({ Condition }) => Condition?.['StringLike']?.['ses:FromAddress'] as string[]);
    expect(fromAddresses('first, with a hosted zone')).toEqual(['no-reply@auth.example.com']);
    expect(fromAddresses('brands')).toEqual(['no-reply@auth.example.com', '*@auth.example.com']);
    expect(fromAddresses('brands of other domains')).toEqual([
      'no-reply@auth.example.com',
      '*@auth.example.com',
      '*@auth.example.org',
      '*@auth.example.net',
    ]);
  });

  test('looks users up in the named pools alone', () => {
    const pool = (id: string) => `arn:aws:cognito-idp:eu-west-1:111122223333:userpool/${id}`;
    const resource = (name: string) => statement(name, 'FindWhomATakeOverWarningIsFor').Resource;
    expect(resource('one pool')).toEqual([pool('eu-west-1_AbCdEfGhI')]);
    expect(resource('five pools')).toEqual([1, 2, 3, 4, 5].map((n) => pool(`eu-west-1_AbCdEfGh${n}`)));
    expect(resource('the fewest answers')).toEqual([pool('*')]);
  });
});

describe('the watch’s role', () => {
  test('allows exactly the AWS calls that its bundle can make', () => {
    expect(watchCalls).toContain('lambda:InvokeFunction');
    for (const [name, parameters] of senders.filter(([, { Watch }]) => Watch !== 'off')) {
      const allowed = statementsOf(parameters, 'WatchRole').flatMap(({ Action }) => listOf(Action));
      const here = parameters['SubnetIds'] ? lambdasOwnHere : [];
      expect([name, unique(allowed)]).toEqual([
        name,
        unique([...watchCalls, ...lambdasOwn, ...throughSns, ...here]),
      ]);
    }
  });

  test('allows nothing that reads a code or an address', () => {
    const reading =
      /^(kms:(Decrypt|ReEncrypt)|sqs:(Receive|Delete|Purge|Start)|logs:(Get|Filter|Start)|sns:(ListSub|Subscribe)|cognito-idp:(Admin|ListUsers)|ses:(Send|ListSuppressed))/;
    expect(watchCalls.filter((call) => reading.test(call))).toEqual([]);
    // What SNS asks of KMS in its name is bounded to the alert topic's own key.
    const decrypting = statementsOf(deployments['one pool'], 'WatchRole').filter(({ Action }) =>
      listOf(Action).includes('kms:Decrypt'),
    );
    expect(decrypting).toEqual([
      expect.objectContaining({
        Resource: { 'Fn::GetAtt': ['AlertKey', 'Arn'] },
        Condition: { StringEquals: { 'kms:ViaService': 'sns.eu-west-1.amazonaws.com' } },
      }),
    ]);
  });

  test('encrypts only as if for a pool that may call the sender, and runs nothing but the sender', () => {
    const statement = (sid: string) =>
      statementsOf(deployments['one pool'], 'WatchRole').find(({ Sid }) => Sid === sid);
    expect(statement('EncryptDummyCodes')).toMatchObject({
      Action: 'kms:GenerateDataKey',
      Resource: [{ 'Fn::GetAtt': ['CodeKey', 'Arn'] }],
      Condition: { StringLike: { 'kms:EncryptionContext:userpool-id': ['eu-west-1_AbCdEfGhI'] } },
    });
    expect(statement('SendACanary')?.Resource).toEqual({ 'Fn::Sub': `\${SenderFunction.Arn}:*` });
  });
});

describe('CodeDeploy’s role', () => {
  test('moves this function’s alias, sees alarms and asks the watch, where there is one', () => {
    const actions = (name: string) =>
      statementsOf(deployments[name], 'DeploymentRole').flatMap(({ Action }) => listOf(Action));
    const moving = [
      'lambda:GetAlias',
      'lambda:UpdateAlias',
      'lambda:GetProvisionedConcurrencyConfig',
      'cloudwatch:DescribeAlarms',
    ];
    expect(actions('one pool')).toEqual([...moving, 'lambda:InvokeFunction']);
    expect(actions('without a watch')).toEqual(moving);
  });
});

test('every role has the boundary that the account asks for', () => {
  const roles = Object.values(deploy(deployments['what a platform asks'] ?? {}).Resources).filter(
    ({ Type }) => Type === 'AWS::IAM::Role',
  );
  expect(roles.map(({ Properties }) => Properties?.['PermissionsBoundary'])).toEqual(
    Array(3).fill('arn:aws:iam::111122223333:policy/boundary'),
  );
});

describe('the function may be called', () => {
  const callers = (name: string) =>
    Object.values(deploy(deployments[name] ?? {}).Resources)
      .filter(
        ({ Type, Properties }) =>
          Type === 'AWS::Lambda::Permission' && Properties?.['Principal'] !== 'events.amazonaws.com',
      )
      .map(({ Properties }) => Properties);
  const caller = (id: string) => ({
    FunctionName: { Ref: 'SenderFunction.Alias' },
    Action: 'lambda:InvokeFunction',
    Principal: 'cognito-idp.amazonaws.com',
    SourceAccount: '111122223333',
    SourceArn: `arn:aws:cognito-idp:eu-west-1:111122223333:userpool/${id}`,
  });

  test('by each named pool of this account and by nothing else', () => {
    expect(callers('one pool')).toEqual([caller('eu-west-1_AbCdEfGhI')]);
    expect(callers('five pools')).toEqual([1, 2, 3, 4, 5].map((n) => caller(`eu-west-1_AbCdEfGh${n}`)));
  });

  test('by any pool of this account while none is named', () => {
    expect(callers('the fewest answers')).toEqual([caller('*')]);
    expect(callers('a sample pool')).toEqual([caller('*')]);
  });
});

/**
 * The IAM actions behind the SDK commands that the bundle's own modules create. Which modules those are, esbuild says;
 * what a client signs its requests as is its actions' prefix.
 */
async function callsOfBundle(metafile: string): Promise<string[]> {
  const top = new URL('../../', import.meta.url);
  const { inputs } = JSON.parse(readFileSync(new URL(`dist/${metafile}.json`, top), 'utf8')) as {
    inputs: object;
  };
  const own = Object.keys(inputs)
    .filter((path) => path.startsWith('src/'))
    .map((path) => new URL(path, top));
  const found: string[] = [];
  for (const module of own) {
    const code = readFileSync(module, 'utf8');
    const packages = unique([...code.matchAll(/'(@aws-sdk\/client-[\w-]+)'/g)].map(([, name = '']) => name));
    const clients = await Promise.all(packages.map((name) => import(name)));
    for (const [, command] of code.matchAll(/\bnew (\w+)Command\(/g)) {
      const client = clients.find((exports) => `${command}Command` in exports);
      expect([module.pathname, command, client !== undefined]).toEqual([module.pathname, command, true]);
      found.push(`${signingName(client)}:${actions[command as keyof typeof actions] ?? command}`);
    }
  }
  return unique(found);
}

function signingName(exports: Record<string, unknown>): string {
  const name =
    Object.keys(exports).find((key) => /^[A-Z]\w*Client$/.test(key) && !key.startsWith('__')) ?? '';
  const Client = exports[name] as new (settings: object) => { config: { defaultSigningName: string } };
  return new Client({ region: 'eu-west-1' }).config.defaultSigningName;
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)].sort();
}

const senders = Object.entries(deployments).filter(([, { Parts }]) => Parts !== 'ses-only');

function statementsOf(
  parameters: Readonly<Record<string, string>> = {},
  role = 'SenderRole',
): readonly Statement[] {
  const { Policies } = propertiesOf<{ Policies: { PolicyDocument: { Statement: Statement[] } }[] }>(
    deploy(parameters),
    role,
  );
  return Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}

function statement(name: string, sid: string): Statement {
  const found = statementsOf(deployments[name]).find(({ Sid }) => Sid === sid);
  if (!found) throw new Error(`${name} has no statement ${sid}`);
  return found;
}
