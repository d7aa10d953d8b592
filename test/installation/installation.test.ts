import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { functionArn, functionName, stackName } from '../../playground/deployment.ts';
import { keyArn, otherKeyArn } from '../../playground/fixtures.ts';
import { type Deployed, startIn } from '../../playground/states.ts';
import { ServiceError } from '../../playground/wire.ts';
import { type Named, readInstallation } from '../../src/installation/installation.ts';
import { clientsAt } from '../support/clients-at.ts';

let deployed: Deployed;
beforeAll(async () => {
  deployed = await startIn('good');
});
afterAll(() => deployed.close());

const read = (named: Named) =>
  readInstallation(clientsAt(deployed.playground.url), named, {
    region: 'eu-west-1',
    signal: new AbortController().signal,
  });

describe('an installation', () => {
  test('is found by its stack', async () => {
    const installation = await read({ stack: stackName });
    expect(installation).toMatchObject({
      functionArn,
      keyArns: [keyArn],
      configurationSet: 'authentication',
      sesRegions: ['eu-west-1'],
      logGroup: `/aws/lambda/${stackName}`,
      deliveryEventsLogGroup: `/aws/events/${stackName}`,
    });
    expect(installation.from).toContain('no-reply@auth.example.com');
    expect(installation.function.state).toBe('known');
  });

  test('is found by its function alone', async () => {
    const installation = await read({ functionArn });
    expect(installation).toMatchObject({ keyArns: [keyArn], configurationSet: 'authentication' });
    expect(installation.stack).toBeUndefined();
  });

  test('is what was said, before what the function says, before what the stack says', async () => {
    const { playground } = deployed;
    const environment = playground.functions.get(functionName)?.configuration['Environment'] as {
      Variables: Record<string, string>;
    };
    const before = environment.Variables;
    environment.Variables = {
      ...before,
      CONFIGURATION_SET: 'by-the-function',
      KMS_KEY_ARNS: `${otherKeyArn},${keyArn}`,
    };
    const [said, unsaid] = await Promise.all([
      read({ stack: stackName, configurationSet: 'said', kmsKeyArn: keyArn }),
      read({ stack: stackName }),
    ]);
    environment.Variables = before;
    expect([said.configurationSet, unsaid.configurationSet]).toEqual(['said', 'by-the-function']);
    expect([said.keyArns, unsaid.keyArns]).toEqual([[keyArn], [otherKeyArn, keyArn]]);
  });

  test('without a readable function is what the stack says, and says that it could not be read', async () => {
    deployed.playground.intercept = ({ service }) =>
      service === 'lambda' ? new ServiceError('AccessDeniedException', 'no', 403) : undefined;
    const installation = await read({ stack: stackName });
    deployed.playground.intercept = undefined;
    expect(installation.function.state).toBe('denied');
    expect(installation).toMatchObject({
      keyArns: [keyArn],
      configurationSet: 'authentication',
      environment: {},
    });
  });

  test.each([
    ['no such stack', 'another', undefined],
    ['a stack that may not be read', stackName, new ServiceError('AccessDenied', 'no', 403)],
    ['a stack that does not answer', stackName, new ServiceError('InternalFailure', 'no', 400)],
  ])('%s is a mistake with a way out', async (_, stack, error) => {
    deployed.playground.intercept = error && (() => error);
    const reading = read({ stack });
    await expect(reading).rejects.toMatchObject({ name: 'Mistake', fix: expect.stringContaining('--') });
    deployed.playground.intercept = undefined;
  });
});
