import type { Fact } from '../../aws/fact.ts';
import type { UserPool } from '../facts/user-pool.ts';
import { attachRefusals, type Sender } from './attach-refusals.ts';
import type { Statement } from './permission.ts';
import { lambdaConfigIn, type PoolChange, planChange } from './pool-change.ts';
import type { Description } from './user-pool-members.ts';

/** What attaching is planned from. */
export interface AttachFacts {
  readonly region: string;
  readonly pool: UserPool;
  readonly sender: Sender;
  readonly policies: ReadonlyMap<string, Fact<readonly Statement[]>>;
  /** Other Regions that the pool has replicas in. */
  readonly replicas: readonly string[];
}

/** Plans to have a function send a pool's email, and to leave everything else as it is. */
export function planAttach(facts: AttachFacts, { replace }: { readonly replace: boolean }): PoolChange {
  const { region, pool, sender, policies } = facts;
  const { description } = pool;
  const wanted = {
    ...description,
    LambdaConfig: {
      ...lambdaConfigIn(description),
      CustomEmailSender: { LambdaArn: sender.functionArn, LambdaVersion: 'V1_0' },
      KMSKeyID: sender.keyArn,
    },
  };
  return planChange({
    region,
    pool,
    wanted,
    policies,
    checkPermission: true,
    refusals: attachRefusals(description, sender, { replace }),
    notes: notesFor(facts),
  });
}

function notesFor({ pool: { description }, sender, replicas }: AttachFacts): string[] {
  const { CustomEmailSender, KMSKeyID } = lambdaConfigIn(description);
  return [
    ...(sender.function.state === 'denied' || sender.function.state === 'failed'
      ? [`Whether the function exists could not be checked: ${sender.function.why}`]
      : []),
    ...(sender.key.state === 'denied' || sender.key.state === 'failed'
      ? [`Whether the key can be used could not be checked: ${sender.key.why}`]
      : []),
    ...(CustomEmailSender?.LambdaArn === sender.functionArn && KMSKeyID !== sender.keyArn
      ? [
          `Codes in flight are encrypted under ${KMSKeyID}: let the function go on decrypting with it for a day, and for as long as temporary passwords last (OlderKmsKeyArns).`,
        ]
      : []),
    ...replicas.map(
      (replica) =>
        `The pool has a replica in ${replica} whose triggers are set there: without a sender of its own it sends sign-in codes by itself. Attach it with --region ${replica} and a function there.`,
    ),
    managedElsewhere(description),
  ];
}

/** AWS docs, "Resource tag": CloudFormation tags what it makes with its stack's name. */
function managedElsewhere({ UserPoolTags = {} }: Description): string {
  const stack = (UserPoolTags as Readonly<Record<string, string>>)['aws:cloudformation:stack-name'];
  return stack === undefined
    ? 'If a stack or Terraform manages this pool, write the trigger there too: its next deployment would take it off.'
    : `The stack ${stack} made this pool: write the trigger there too, or its next deployment takes it off.`;
}
