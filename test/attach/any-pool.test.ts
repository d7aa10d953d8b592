import { UserPoolType$ } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { NormalizedSchema } from '@smithy/core/schema';
import fc from 'fast-check';
import { functionArn } from '../../playground/deployment.ts';
import { homeRegion, keyArn, userPoolId } from '../../playground/fixtures.ts';
import { fullUserPool } from '../../playground/full-user-pool.ts';
import type { Playground } from '../../playground/playground.ts';
import { startIn } from '../../playground/states.ts';
import { updateUserPool } from '../../playground/user-pools.ts';
import { arbitraryOf } from '../support/arbitrary-of.ts';
import { applied, createRuns } from '../support/attach.ts';
import { folder, settingsIn } from '../support/user-pools.ts';

let playground: Playground;
let close: () => Promise<void>;
const cwd = folder();
beforeAll(async () => {
  ({ playground, close } = await startIn('detached'));
});
afterAll(() => close());

type Description = Record<string, unknown>;
const { Id, Arn } = fullUserPool(userPoolId);

/** A pool that the playground could have: what its own update makes of settings of the SDK's shape. */
const pools = arbitraryOf(NormalizedSchema.of(UserPoolType$)).map((settings): Description => {
  const { LambdaConfig, AdminCreateUserConfig, Policies, ...others } = settings as {
    LambdaConfig?: Description;
    AdminCreateUserConfig?: Description;
    Policies?: { PasswordPolicy?: Description };
  } & Description;
  // One of both only, as Cognito has it, and no email sender yet.
  const { UnusedAccountValidityDays, ...admin } = AdminCreateUserConfig ?? {};
  const days = Policies?.PasswordPolicy?.['TemporaryPasswordValidityDays'] === undefined;
  const { CustomEmailSender: _, ...triggers } = LambdaConfig ?? {};
  return updateUserPool({ ...others, Id, Arn }, {
    ...others,
    UserPoolId: userPoolId,
    ...(Policies && { Policies }),
    ...(AdminCreateUserConfig && {
      AdminCreateUserConfig: { ...admin, ...(Policies && days && { UnusedAccountValidityDays }) },
    }),
    ...(LambdaConfig && { LambdaConfig: triggers }),
  } as never);
});

test('any pool of the SDK’s shape keeps everything through attach and detach', async () => {
  const runs = createRuns(playground, cwd);
  await fc.assert(
    fc.asyncProperty(pools, async (description) => {
      const pool = playground.pools.get(userPoolId);
      pool?.descriptions.set(homeRegion, JSON.parse(JSON.stringify(description)));
      const before = settingsIn(playground);
      const triggers = before['LambdaConfig'] as Description;

      const attached = await runs.attach({ ...applied, replace: true });
      expect(attached.json.status).toBe('applied');
      const sender = { CustomEmailSender: { LambdaArn: functionArn, LambdaVersion: 'V1_0' } };
      expect(settingsIn(playground)).toEqual({
        ...before,
        LambdaConfig: { ...triggers, ...sender, KMSKeyID: keyArn },
      });

      const detached = await runs.detach(applied);
      expect(detached.json.status).toBe('applied');
      const { KMSKeyID: _, ...others } = triggers;
      expect(settingsIn(playground)).toEqual({
        ...before,
        LambdaConfig: others['CustomSMSSender'] ? { ...others, KMSKeyID: keyArn } : others,
      });
    }),
    { numRuns: 40 },
  );
}, 120_000);
