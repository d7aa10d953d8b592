import { valueIn } from '../../aws/fact.ts';
import { isKeyArn } from '../../key-arn.ts';
import type { Facts } from '../facts/facts.ts';
import type { Key } from '../facts/key.ts';
import { coversAction, isLike, type PolicyStatement } from '../policy-statement.ts';
import { judge, type Verdict, verdict } from '../verdict.ts';

export function keyRules(facts: Facts): readonly Verdict[] {
  const { keys, installation } = facts;
  const notArns = installation.keyArns.filter((arn) => !isKeyArn(arn));
  return [
    ...(installation.keyArns.length === 0
      ? []
      : [
          verdict('key-arns', notArns.length === 0 ? 'ok' : 'problem', {
            subject: 'KMS_KEY_ARNS of the function',
            notArns,
            region: installation.region,
          }),
        ]),
    ...keys.flatMap((key) => rulesOf(key, facts)),
  ];
}

function rulesOf(key: Key, facts: Facts): readonly Verdict[] {
  const subject = `key ${key.arn.split('/').at(-1)}`;
  const about = { subject, arn: key.arn };
  const used = poolsWith(facts, key.arn);
  return judge(
    key.description,
    { id: 'key', subject, what: 'Whether the key can be used' },
    {
      absent: () => [verdict('key', 'problem', { ...about, state: 'absent', deletion: undefined })],
      known: ({ state, deletion, spec, usage, manager }) => [
        verdict('key', state === 'Enabled' ? 'ok' : 'problem', { ...about, state, deletion }),
        verdict(
          'key-kind',
          spec === 'SYMMETRIC_DEFAULT' && usage === 'ENCRYPT_DECRYPT' && manager === 'CUSTOMER'
            ? 'ok'
            : 'problem',
          { ...about, spec, usage, manager },
        ),
        ...policyRules(key, facts, about),
        ...(used.length === 0
          ? []
          : judge(
              key.grantees,
              { id: 'key-grant', subject, what: 'Whether Cognito may encrypt with the key' },
              {
                known: (grantees) => [
                  verdict(
                    'key-grant',
                    grantees.some((grantee) => /cognito/i.test(grantee)) ? 'ok' : 'warning',
                    {
                      ...about,
                      pools: used,
                      granted: grantees.some((grantee) => /cognito/i.test(grantee)),
                    },
                  ),
                ],
              },
            )),
      ],
    },
  );
}

function policyRules(
  { arn, policy }: Key,
  { installation }: Facts,
  about: { readonly subject: string; readonly arn: string },
): readonly Verdict[] {
  const role = valueIn(installation.function)?.Role;
  if (role === undefined) return [];
  return judge(
    policy,
    { id: 'key-policy', subject: about.subject, what: 'Whether the function may decrypt with the key' },
    {
      known: (statements) => {
        const allowed = letsDecrypt(statements, role);
        return [verdict('key-policy', allowed ? 'ok' : 'problem', { ...about, arn, role, allowed })];
      },
    },
  );
}

/** Whether the policy names the role, or leaves it to the IAM of the role's account, and nothing plainly denies it. */
function letsDecrypt(statements: readonly PolicyStatement[], role: string): boolean {
  const account = role.split(':')[4] ?? '';
  const root = role.replace(/:iam::(\d+):.*/, ':iam::$1:root');
  const concerns = ({ principals }: PolicyStatement): boolean =>
    principals.some((who) => who === root || who === account || isLike(role, who));
  const about = statements.filter(
    (statement) => concerns(statement) && coversAction(statement, 'kms:Decrypt'),
  );
  return (
    about.some(({ effect }) => effect === 'Allow') &&
    !about.some(({ effect, conditional }) => effect === 'Deny' && !conditional)
  );
}

const poolsWith = ({ pools }: Facts, arn: string): string[] =>
  (valueIn(pools) ?? [])
    .filter(
      ({ description }) =>
        valueIn(description)?.keyArn === arn && valueIn(description)?.trigger !== undefined,
    )
    .map(({ id }) => id);
