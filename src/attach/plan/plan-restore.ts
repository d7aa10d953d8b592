import type { Fact } from '../../aws/fact.ts';
import type { Backup } from '../backup.ts';
import type { UserPool } from '../facts/user-pool.ts';
import { differencesBetween } from './differences.ts';
import type { Statement } from './permission.ts';
import { type PoolChange, planChange } from './pool-change.ts';
import { type Description, kindOf } from './user-pool-members.ts';

/** What restoring is planned from. */
export interface RestoreFacts {
  readonly region: string;
  readonly pool: UserPool;
  readonly backup: Backup;
  readonly policies: ReadonlyMap<string, Fact<readonly Statement[]>>;
}

/** Plans to give a pool the settings that a backup has; what was fixed when the pool was made stays. */
export function planRestore({ region, pool, backup, policies }: RestoreFacts): PoolChange {
  const { description } = pool;
  const wanted = {
    ...pick(description, (kind) => kind !== 'settable'),
    ...pick(backup.userPool, (kind) => kind === 'settable' || kind === 'unknown'),
  };
  return planChange({
    region,
    pool,
    wanted,
    policies,
    checkPermission: false,
    refusals:
      backup.userPool['Arn'] === description['Arn']
        ? []
        : [
            {
              found: `The file is of another pool, ${backup.userPool['Arn']}; this one is ${description['Arn']}.`,
              fix: 'Name its profile with --profile, or its Region with --region.',
            },
          ],
    notes: notesFor(description, backup),
  });
}

function notesFor(description: Description, { userPool, mfa }: Backup): string[] {
  const fixed = Object.keys({ ...userPool, ...description }).filter(
    (member) =>
      kindOf(member) === 'fixed' && differencesBetween(userPool[member], description[member]).length > 0,
  );
  return [
    ...(fixed.length > 0
      ? [`Stays as it is now, for UpdateUserPool has no say in it: ${fixed.join(', ')}.`]
      : []),
    ...(mfa === null ? [] : ['The MFA factors in the file are for reading: they are not restored.']),
  ];
}

const pick = (
  description: Description,
  isPicked: (kind: ReturnType<typeof kindOf>) => boolean,
): Description => Object.fromEntries(Object.entries(description).filter(([name]) => isPicked(kindOf(name))));
