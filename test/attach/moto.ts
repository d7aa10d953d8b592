/**
 * `bash .ci/attach-moto`: attach, detach and restore against moto's Cognito, Lambda and KMS, which nobody of this
 * project has written. Wants moto_server's path.
 */
import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import {
  CognitoIdentityProviderClient,
  CreateUserPoolCommand,
  DescribeUserPoolCommand,
  UpdateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  CreateAliasCommand,
  CreateFunctionCommand,
  GetPolicyCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { fullUserPool } from '../../playground/full-user-pool.ts';
import { portOf } from '../../playground/wire.ts';
import { runCliProcess } from '../support/cli.ts';
import { backupsIn, folder } from '../support/user-pools.ts';

const [, , program = '.venv/bin/moto_server'] = process.argv;
const probe = createServer().listen(0, '127.0.0.1');
await once(probe, 'listening');
const port = portOf(probe);
probe.close();
const url = `http://127.0.0.1:${port}`;
const moto = spawn(program, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
moto.unref();
process.once('exit', () => moto.kill());
for (let tries = 0; !(await fetch(url).catch(() => undefined)); tries++) {
  assert.ok(tries < 120 && moto.exitCode === null, `${program} does not answer`);
  await setTimeout(250);
}

const settings = {
  region: 'eu-west-1',
  endpoint: url,
  credentials: { accessKeyId: 'moto', secretAccessKey: 'moto' },
};
const cognito = new CognitoIdentityProviderClient(settings);
const lambda = new LambdaClient(settings);
// IAM's client is no dependency; moto goes by the service in the credential's scope, and checks no signature.
await fetch(url, {
  method: 'POST',
  headers: {
    authorization:
      'AWS4-HMAC-SHA256 Credential=moto/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0',
    'content-type': 'application/x-www-form-urlencoded',
  },
  body: 'Action=CreateRole&Version=2010-05-08&RoleName=sender&AssumeRolePolicyDocument={}',
});
const { KeyMetadata } = await new KMSClient(settings).send(new CreateKeyCommand({}));
const keyArn = KeyMetadata?.Arn ?? '';
const { FunctionArn: functionArn = '' } = await lambda.send(
  new CreateFunctionCommand({
    FunctionName: 'sender',
    Runtime: 'nodejs24.x',
    Handler: 'handler.handler',
    Role: 'arn:aws:iam::123456789012:role/sender',
    Code: { ZipFile: Buffer.from('none') },
    Publish: true,
  }),
);
await lambda.send(new CreateAliasCommand({ FunctionName: 'sender', Name: 'live', FunctionVersion: '1' }));
const alias = `${functionArn.replace(/:\d+$/, '')}:live`;

/** A pool with every setting that the SDK lets a pool be made with, but for those that moto's update forgets. */
async function createPool(): Promise<string> {
  const { Name, UserPoolTags: _, LambdaConfig, ...full } = fullUserPool('');
  const { CustomSMSSender: __, KMSKeyID: ___, ...triggers } = LambdaConfig;
  const { UnusedAccountValidityDays: ____, ...admin } = full.AdminCreateUserConfig;
  const { UserPool } = await cognito.send(
    new CreateUserPoolCommand({
      ...full,
      PoolName: Name,
      UserPoolTags: { team: 'identity' },
      LambdaConfig: triggers,
      AdminCreateUserConfig: admin,
      UsernameAttributes: undefined,
      AliasAttributes: undefined,
      UsernameConfiguration: undefined,
    } as never),
  );
  return UserPool?.Id ?? '';
}

const describe = async (UserPoolId: string) => {
  const { UserPool = {} } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId }));
  const { LastModifiedDate: _, ...described } = UserPool;
  return described;
};

const cwd = folder();
async function run(...args: string[]): Promise<void> {
  const { code, stdout, stderr } = await runCliProcess(args, { playground: { url }, cwd });
  assert.equal(code, 0, `${args[0]} ended with ${code}\n${stdout}${stderr}`);
}
const apply = ['--apply', '--yes'];
const statements = async (): Promise<number> => {
  const { Policy = '{}' } = await lambda
    .send(new GetPolicyCommand({ FunctionName: 'sender', Qualifier: 'live' }))
    .catch(() => ({ Policy: '{"Statement":[]}' }));
  return JSON.parse(Policy).Statement.length;
};

const pool = await createPool();
const before = await describe(pool);
const sender = ['--function-arn', alias, '--kms-key-arn', keyArn];

await run('attach', '--user-pool-id', pool, ...sender, ...apply);
assert.deepEqual(await describe(pool), {
  ...before,
  LambdaConfig: {
    ...before.LambdaConfig,
    CustomEmailSender: { LambdaArn: alias, LambdaVersion: 'V1_0' },
    KMSKeyID: keyArn,
  },
});
assert.equal(await statements(), 1);
await run('attach', '--user-pool-id', pool, ...sender);

await run('detach', '--user-pool-id', pool, ...apply);
assert.deepEqual(await describe(pool), before);
assert.equal(await statements(), 0);

const [, withSender] = backupsIn(cwd);
await run('restore', withSender?.file ?? '', ...apply);
assert.ok((await describe(pool)).LambdaConfig?.CustomEmailSender);

const naive = await createPool();
const settingsBefore = await describe(naive);
await cognito.send(
  new UpdateUserPoolCommand({ UserPoolId: naive, LambdaConfig: settingsBefore.LambdaConfig }),
);
const settingsAfter: Record<string, unknown> = await describe(naive);
const lost = Object.entries(settingsBefore).filter(
  ([name, value]) => JSON.stringify(settingsAfter[name]) !== JSON.stringify(value),
);
assert.ok(lost.length > 10, `an update that is told the triggers alone loses only ${lost.length} settings`);

process.stdout.write(
  `moto: ${Object.keys(before).length} members kept through attach, detach and restore; an update that is told the triggers alone loses ${lost.length}: ${lost.map(([name]) => name).join(', ')}\n`,
);
