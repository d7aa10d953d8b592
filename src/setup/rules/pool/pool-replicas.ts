import type { Pool } from '../../facts/cognito/pool.ts';
import { judge, type Verdict, verdict } from '../../verdict.ts';
import type { PoolAbout } from './pool-about.ts';

/** A replica has triggers of its own: without ours, sign-in codes go out by Cognito's default sender, or not at all. */
export function replicaRules(
  { replicas }: Pool,
  { functionArn, ...about }: PoolAbout & { readonly functionArn: string | undefined },
): readonly Verdict[] {
  return judge(
    replicas,
    { id: 'replica-trigger', subject: about.subject, what: 'Whether the pool has replicas' },
    {
      known: (all) =>
        all.flatMap(({ region, trigger }) => {
          const subject = `${about.subject}, replica in ${region}`;
          return judge(
            trigger,
            { id: 'replica-trigger', subject, what: 'Which trigger the replica has' },
            {
              known: (arn) => [
                verdict('replica-trigger', arn === undefined ? 'problem' : 'ok', {
                  ...about,
                  subject,
                  replica: region,
                  trigger: arn,
                  functionArn,
                }),
              ],
            },
          );
        }),
    },
  );
}
