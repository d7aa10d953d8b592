import { isSameFunction } from '../../facts/cognito/attached-pools.ts';
import type { PoolDescription } from '../../facts/cognito/pool-description.ts';
import type { Facts } from '../../facts/facts.ts';
import { coversAction, isLike, type PolicyStatement } from '../../policy-statement.ts';
import { judge, type Verdict, verdict } from '../../verdict.ts';

/** Whether Cognito may call the function for this pool, and for this pool only. */
export function poolPermissionRules(
  { arn, trigger }: PoolDescription,
  { surroundings, installation }: Facts,
  about: { readonly subject: string; readonly id: string; readonly region: string },
): readonly Verdict[] {
  const calledArn = trigger?.functionArn ?? installation.functionArn;
  if (
    surroundings === undefined ||
    calledArn === undefined ||
    !isSameFunction(calledArn, surroundings.calledArn)
  ) {
    return [];
  }
  const details = { ...about, poolArn: arn, calledArn };
  return judge(
    surroundings.policy,
    { id: 'pool-permission', subject: about.subject, what: 'Whether Cognito may call the function' },
    {
      absent: () => [verdict('pool-permission', 'problem', { ...details, allowed: false })],
      known: (statements) => {
        const letting = statements.filter((statement) => letsCognito(statement, arn));
        return [
          verdict('pool-permission', letting.length > 0 ? 'ok' : 'problem', {
            ...details,
            allowed: letting.length > 0,
          }),
          ...(letting.length === 0
            ? []
            : [
                verdict('pool-permission-scope', letting.every(isBound) ? 'ok' : 'warning', {
                  ...details,
                  bound: letting.every(isBound),
                }),
              ]),
        ];
      },
    },
  );
}

const letsCognito = (statement: PolicyStatement, poolArn: string): boolean =>
  statement.effect === 'Allow' &&
  statement.principals.some((who) => who === 'cognito-idp.amazonaws.com' || who === '*') &&
  coversAction(statement, 'lambda:InvokeFunction') &&
  (statement.sourceArns.length === 0 || statement.sourceArns.some((pattern) => isLike(poolArn, pattern)));

/** Otherwise any pool of any account could have the function send its emails. */
const isBound = ({ sourceArns, sourceAccounts }: PolicyStatement): boolean =>
  sourceAccounts.length > 0 ||
  (sourceArns.length > 0 && sourceArns.every((arn) => /:\d{12}:userpool\//.test(arn)));
