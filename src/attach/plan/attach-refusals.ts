import type { KeyMetadata } from '@aws-sdk/client-kms';
import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { Fact } from '../../aws/fact.ts';
import { lambdaConfigIn, type Refusal } from './pool-change.ts';
import type { Description } from './user-pool-members.ts';

/** The sender that a pool is to be attached to. */
export interface Sender {
  /** As the pool shall name it: the function's ARN, or an alias's. */
  readonly functionArn: string;
  readonly keyArn: string;
  readonly function: Fact<FunctionConfiguration>;
  readonly key: Fact<KeyMetadata>;
  /** Pools that it accepts; empty for any, and for a function that is not ours. */
  readonly userPoolIds: readonly string[];
  /** Keys that it may decrypt with; empty for a function that is not ours. */
  readonly keyArns: readonly string[];
}

/** Why a pool is better not attached to a sender. */
export function attachRefusals(
  description: Description,
  sender: Sender,
  { replace }: { readonly replace: boolean },
): Refusal[] {
  return [
    ...(replace ? [] : refusalsToReplace(description, sender)),
    ...refusalsOfFunction(description, sender),
    ...refusalsOfKey(sender),
  ];
}

function refusalsToReplace(description: Description, { functionArn, keyArn }: Sender): Refusal[] {
  const { CustomEmailSender, CustomSMSSender, KMSKeyID } = lambdaConfigIn(description);
  const there = CustomEmailSender?.LambdaArn;
  return [
    ...(there !== undefined && there !== functionArn
      ? [
          {
            found: `Another function sends this pool's email: ${there}.`,
            fix: 'Add --replace to put this one in its place.',
          },
        ]
      : []),
    ...(CustomSMSSender && KMSKeyID !== undefined && KMSKeyID !== keyArn
      ? [
          {
            found: `A pool has one key for its email and its SMS sender, and this pool's SMS sender ${CustomSMSSender.LambdaArn} decrypts with ${KMSKeyID}.`,
            fix: `Let the email sender decrypt with that key and add --kms-key-arn ${KMSKeyID}; or let the SMS sender decrypt with ${keyArn} and add --replace.`,
          },
        ]
      : []),
  ];
}

function refusalsOfFunction({ Id }: Description, sender: Sender): Refusal[] {
  const { functionArn, userPoolIds } = sender;
  return [
    ...(sender.function.state === 'absent'
      ? [{ found: `There is no function ${functionArn}.`, fix: 'Name another with --function-arn.' }]
      : []),
    ...(userPoolIds.length > 0 && !userPoolIds.includes(String(Id))
      ? [
          {
            found: `The function accepts other pools only (${userPoolIds.join(', ')}): it would keep every event of this one and send nothing.`,
            fix: `Deploy it with UserPoolIds=${[...userPoolIds, Id].join(',')} first.`,
          },
        ]
      : []),
  ];
}

function refusalsOfKey({ keyArn, keyArns, key }: Sender): Refusal[] {
  const unusable = key.state === 'known' ? whyUnusable(key.value) : undefined;
  return [
    ...(key.state === 'absent'
      ? [{ found: `There is no key ${keyArn}.`, fix: 'Name another with --kms-key-arn.' }]
      : []),
    ...(unusable === undefined
      ? []
      : [{ found: `The key ${keyArn} ${unusable}.`, fix: 'Enable it, or name another with --kms-key-arn.' }]),
    ...(keyArns.length > 0 && !keyArns.includes(keyArn)
      ? [
          {
            found: `The function may not decrypt with ${keyArn}: every code would be kept, and none sent.`,
            fix: `Name one of its own (${keyArns.join(', ')}), or deploy it with ExistingKmsKeyArn=${keyArn} first.`,
          },
        ]
      : []),
  ];
}

function whyUnusable({ KeyState, KeyUsage, KeySpec }: KeyMetadata): string | undefined {
  if (KeyState !== undefined && KeyState !== 'Enabled') return `is not enabled, its state is ${KeyState}`;
  // AWS docs, custom email sender: "a symmetric encryption KMS key".
  if (KeyUsage !== undefined && KeyUsage !== 'ENCRYPT_DECRYPT')
    return `is for ${KeyUsage}, not for encryption`;
  if (KeySpec !== undefined && KeySpec !== 'SYMMETRIC_DEFAULT') return `is not symmetric (${KeySpec})`;
  return undefined;
}
