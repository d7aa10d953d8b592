import { isSameFunction } from '../../facts/cognito/attached-pools.ts';
import type { Pool } from '../../facts/cognito/pool.ts';
import type { PoolDescription } from '../../facts/cognito/pool-description.ts';
import type { Facts } from '../../facts/facts.ts';
import { judge, type Verdict, verdict } from '../../verdict.ts';
import type { PoolAbout } from './pool-about.ts';
import { poolLifetimeRules } from './pool-lifetimes.ts';
import { poolPermissionRules } from './pool-permission.ts';
import { replicaRules } from './pool-replicas.ts';
import { poolSecurityRules } from './pool-security.ts';

export function poolRules(facts: Facts): readonly Verdict[] {
  const { pools, installation } = facts;
  if (pools === undefined) return [];
  const subject = `user pools, ${installation.region}`;
  return judge(
    pools,
    { id: 'pools', subject, what: 'Which user pools use the function' },
    {
      known: (all) =>
        all.length === 0
          ? [
              verdict('pools', 'problem', {
                subject,
                region: installation.region,
                functionArn: installation.functionArn,
              }),
            ]
          : all.flatMap((pool) => rulesOf(pool, facts)),
    },
  );
}

function rulesOf(pool: Pool, facts: Facts): readonly Verdict[] {
  const { region, functionArn, keyArns, userPoolIds } = facts.installation;
  const subject = `user pool ${pool.id}`;
  const about = { subject, id: pool.id, region };
  return judge(
    pool.description,
    { id: 'pool', subject, what: 'How the user pool is set' },
    {
      absent: () => [verdict('pool', 'problem', { ...about, exists: false })],
      known: (known) => [
        verdict('pool', 'ok', { ...about, exists: true }),
        ...triggerRules(known, { ...about, functionArn, keyArns }),
        verdict(
          'pool-accepted',
          userPoolIds.length === 0 || userPoolIds.includes(pool.id) ? 'ok' : 'problem',
          {
            ...about,
            accepted: userPoolIds,
          },
        ),
        ...poolPermissionRules(known, facts, about),
        ...poolLifetimeRules(pool, known, { ...about, environment: facts.installation.environment }),
        ...poolSecurityRules(pool, known, about),
        ...replicaRules(pool, { ...about, functionArn }),
      ],
    },
  );
}

function triggerRules(
  { trigger, keyArn }: PoolDescription,
  {
    functionArn,
    keyArns,
    ...about
  }: PoolAbout & { readonly functionArn: string | undefined; readonly keyArns: readonly string[] },
): readonly Verdict[] {
  // Who named no function asks about the pool's own, whichever that is.
  const isOurs =
    trigger !== undefined && (functionArn === undefined || isSameFunction(trigger.functionArn, functionArn));
  return [
    verdict('pool-trigger', isOurs ? 'ok' : 'problem', { ...about, trigger: trigger?.functionArn, isOurs }),
    ...(trigger === undefined
      ? []
      : [
          verdict('pool-trigger-version', trigger.version === 'V1_0' ? 'ok' : 'problem', {
            ...about,
            version: trigger.version,
          }),
          ...(isOurs && (keyArn === undefined || keyArns.length > 0)
            ? [
                verdict('pool-key', keyArn !== undefined && keyArns.includes(keyArn) ? 'ok' : 'problem', {
                  ...about,
                  keyArn,
                  keyArns,
                }),
              ]
            : []),
        ]),
  ];
}
