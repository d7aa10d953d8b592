import type { CommonOptions } from '../cli/common-options.ts';
import { pasteable, type Target } from '../cli/pasteable.ts';
import type { Result, VerbContext } from '../cli/verb-context.ts';
import { parseFunctionArn } from '../function-arn.ts';
import type { Installation } from '../installation/installation.ts';
import { unsaid } from '../installation/unsaid.ts';
import { isKeyArn } from '../key-arn.ts';
import { Mistake } from '../mistake.ts';
import { shellWord } from '../terminal/shell-word.ts';
import { type ChangeOptions, carryOut, checkOptions } from './carry-out.ts';
import { commandLine } from './command-line.ts';
import { needUserPool, readKey, readPolicies, readReplicas } from './facts/facts.ts';
import type { Sender } from './plan/attach-refusals.ts';
import { planAttach } from './plan/plan-attach.ts';
import { senderIn } from './plan/pool-change.ts';
import { regionOfUserPool } from './user-pool-id.ts';

export interface AttachOptions extends ChangeOptions {
  readonly userPoolId: string;
  readonly replace?: true;
}

/** Has a function send a pool's email. */
export async function attach(context: VerbContext, options: AttachOptions & CommonOptions): Promise<Result> {
  const { userPoolId, replace = false } = options;
  const region = options.region ?? regionOfUserPool(userPoolId);
  checkOptions(options, context);
  const installation = await context.installation();
  const functionArn = needFunction(installation, region);
  const keyArn = needKey(installation, options);
  const [pool, key, replicas] = await Promise.all([
    needUserPool(userPoolId, region, context),
    readKey(keyArn, context),
    readReplicas(userPoolId, region, context),
  ]);
  const policies = await readPolicies([functionArn, senderIn(pool.description)], context);
  const sender = { ...acceptedBy(installation), functionArn, keyArn, key, function: installation.function };
  const change = planAttach({ region, pool, sender, policies, replicas }, { replace });
  return carryOut(change, context, {
    ...options,
    target: options,
    again: commandLine('attach', options),
  });
}

/** @throws {Mistake} where none is named, or one that Cognito cannot invoke. */
function needFunction({ functionArn, stack }: Installation, region: string): string {
  if (functionArn === undefined) {
    throw new Mistake(
      `The stack ${stack?.name} names no function.`,
      'Name one with --function-arn, or another stack with --stack.',
    );
  }
  const name = parseFunctionArn(functionArn);
  if (!name || /^(\d+|\$LATEST)$/.test(name.qualifier ?? '')) {
    // AWS docs, "Working with Lambda triggers".
    throw new Mistake(
      `${functionArn} is a version, which no trigger can name.`,
      'Name the function, or an alias of it, with --function-arn.',
    );
  }
  if (name.region !== region) {
    throw new Mistake(
      `The user pool is in ${region} and the function in ${name.region}: a pool invokes functions of its own Region.`,
      `Name a function there with --function-arn; or, if you mean the pool's replica in ${name.region}, add --region ${name.region}.`,
    );
  }
  return functionArn;
}

/** @throws {Mistake} where none is named, or not by its ARN. */
function needKey(installed: Installation, target: Target): string {
  const {
    keyArns: [keyArn],
    region,
  } = installed;
  if (keyArn === undefined)
    throw unsaid(installed, { what: 'which key encrypts the codes', option: '--kms-key-arn ARN' });
  if (!isKeyArn(keyArn)) {
    throw new Mistake(
      `${keyArn} is not a key's ARN; a pool takes no id and no alias.`,
      `It looks like arn:aws:kms:${region}:111122223333:key/ID: ${pasteable(`aws kms describe-key --key-id ${shellWord(keyArn.split(':').at(-1) ?? '')} --query KeyMetadata.Arn --region ${region}`, target)}`,
    );
  }
  return keyArn;
}

/** What a sender of this project says of itself; any other says nothing. */
function acceptedBy({ environment, userPoolIds }: Installation): Pick<Sender, 'userPoolIds' | 'keyArns'> {
  const known = environment['KMS_KEY_ARNS'];
  return known === undefined
    ? { userPoolIds: [], keyArns: [] }
    : { userPoolIds, keyArns: known.split(',').map((arn) => arn.trim()) };
}
