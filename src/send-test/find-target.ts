import { DescribeUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider';
import { ask } from '../aws/fact.ts';
import { commandLine } from '../cli/command-line.ts';
import type { Target } from '../cli/pasteable.ts';
import type { VerbContext } from '../cli/verb-context.ts';
import type { Installation } from '../installation/installation.ts';
import { unsaid } from '../installation/unsaid.ts';
import { Mistake } from '../mistake.ts';

/** What a test is encrypted for, and what runs it. */
export interface TestTarget {
  readonly userPoolId: string;
  readonly keyArn: string;
  readonly functionArn: string;
  /** What a person should know of the choice; whole sentences. */
  readonly remarks: readonly string[];
}

/**
 * Finds the pool, the key that it encrypts with, and the function, by the alias that the pool's trigger names.
 *
 * @throws {Mistake} when nothing says which pool, key or function it is.
 */
export async function findTarget(
  { clients, region, installation, signal }: VerbContext,
  { userPoolId: wanted, ...target }: Target & { readonly userPoolId?: string },
): Promise<TestTarget> {
  const installed = await installation();
  const userPoolId = wanted ?? onlyPool(installed);
  if (userPoolId === undefined) return withoutPool(installed, region);
  const cognito = await clients.cognito(region);
  const pool = await ask(async () => {
    const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId: userPoolId }), {
      abortSignal: signal,
    });
    return UserPool?.LambdaConfig ?? {};
  });
  if (pool.state === 'absent') {
    throw new Mistake(
      `There is no user pool ${userPoolId} in ${region}.`,
      'Name another: --user-pool-id ID, or its Region: --region.',
    );
  }
  const attached = pool.state === 'known' ? pool.value : {};
  const keyArn = attached.KMSKeyID ?? needKey(installed);
  const trigger = attached.CustomEmailSender?.LambdaArn;
  const functionArn = needFunction(chooseFunction(trigger, installed.functionArn));
  const remarks =
    pool.state === 'known'
      ? remarksOn(userPoolId, {
          trigger,
          functionArn,
          attach: commandLine('attach', target, ['--user-pool-id', userPoolId]),
        })
      : [`The pool could not be read (${pool.why}): the key and the function are the installation's own.`];
  return { userPoolId, keyArn, functionArn, remarks };
}

/** @returns Undefined where the function takes events of any pool, so that it takes a test of none. */
function onlyPool({ userPoolIds: [first, ...others] }: Installation): string | undefined {
  if (first === undefined) return undefined;
  if (others.length > 0) {
    throw new Mistake(
      `The function serves ${others.length + 1} user pools.`,
      `Name one: --user-pool-id ${[first, ...others].join(' | ')}.`,
    );
  }
  return first;
}

/** What a function that serves any pool does, before there is one. */
function withoutPool(installed: Installation, region: string): TestTarget {
  return {
    // As the function's permission to decrypt asks for: a pool of this Region. Cognito's own names are longer.
    userPoolId: `${region}_None`,
    keyArn: needKey(installed),
    functionArn: needFunction(installed.functionArn),
    remarks: [
      'No user pool is named, so this shows that the function, its key and SES work, and not that a pool uses them: --user-pool-id ID.',
    ],
  };
}

/** @throws {Mistake} when nothing says which it is. */
function needKey(installed: Installation): string {
  const [keyArn] = installed.keyArns;
  if (keyArn === undefined)
    throw unsaid(installed, { what: 'which key encrypts the codes', option: '--kms-key-arn ARN' });
  return keyArn;
}

/** @throws {Mistake} when nothing says which it is. */
function needFunction(functionArn: string | undefined): string {
  if (functionArn === undefined)
    throw new Mistake('Nothing says which function sends.', 'Name it: --function-arn ARN.');
  return functionArn;
}

const withoutAlias = (arn: string): string => arn.split(':').slice(0, 7).join(':');

/** The pool's own trigger, alias and all, where it is the installation's function or none is known. */
export function chooseFunction(
  trigger: string | undefined,
  installed: string | undefined,
): string | undefined {
  if (trigger === undefined || installed === undefined) return installed ?? trigger;
  return withoutAlias(trigger) === withoutAlias(installed) ? trigger : installed;
}

function remarksOn(
  userPoolId: string,
  {
    trigger,
    functionArn,
    attach,
  }: { readonly trigger: string | undefined; readonly functionArn: string; readonly attach: string },
): string[] {
  if (trigger === undefined) {
    return [
      `${userPoolId} has no custom email sender, so Cognito sends its emails itself. To attach it: ${attach}`,
    ];
  }
  return trigger === functionArn
    ? []
    : [`${userPoolId} calls another function, ${trigger}; this test runs ${functionArn}.`];
}
