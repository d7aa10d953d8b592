import type { Fact } from '../../aws/fact.ts';
import { isRecord } from '../../is-record.ts';

/** A statement of a function's resource policy, as Lambda writes it. */
export type Statement = Readonly<Record<string, unknown>>;

/** What is to be done so that the pool may invoke the function. */
export type PermissionPlan =
  | { readonly state: 'present'; readonly statementId?: string }
  | {
      readonly state: 'add';
      readonly statementId: string;
      /** Why it is not known whether there is one. */
      readonly uncertain?: string;
    };

export const cognito = 'cognito-idp.amazonaws.com';

/**
 * Finds out whether a pool may invoke a function already.
 *
 * @param poolArn The pool.
 * @param policy The statements of the function's or alias's own policy.
 */
export function planPermission(poolArn: string, policy: Fact<readonly Statement[]>): PermissionPlan {
  const statementId = statementIdFor(poolArn);
  if (policy.state !== 'known') {
    return { state: 'add', statementId, ...('why' in policy && { uncertain: policy.why }) };
  }
  const permitting = policy.value.find((statement) => permits(statement, poolArn));
  if (permitting) {
    const { Sid } = permitting;
    return { state: 'present', ...(typeof Sid === 'string' && { statementId: Sid }) };
  }
  return { state: 'add', statementId: unused(statementId, policy.value) };
}

/** The id of the statement that attach adds: the pool's own, so that detach finds it again. */
export const statementIdFor = (poolArn: string): string =>
  `cognito-email-sender-${poolArn.slice(poolArn.lastIndexOf('/') + 1)}`;

/** Those of a policy's statements that an attach of this pool has added. */
export const addedByAttach = (policy: readonly Statement[], poolArn: string): string[] =>
  policy
    .map(({ Sid }) => String(Sid))
    .filter((sid) => new RegExp(`^${statementIdFor(poolArn)}(-\\d+)?$`).test(sid));

function unused(statementId: string, policy: readonly Statement[]): string {
  const taken = new Set(policy.map(({ Sid }) => Sid));
  let candidate = statementId;
  for (let number = 2; taken.has(candidate); number++) candidate = `${statementId}-${number}`;
  return candidate;
}

/**
 * Whether a statement lets Cognito invoke the function for this pool. One with a condition other than those that
 * AddPermission writes counts as none: a second permission does no harm, a missing one loses every email.
 */
function permits({ Effect, Principal, Action, Condition = {} }: Statement, poolArn: string): boolean {
  const service = isRecord(Principal) ? Principal['Service'] : Principal;
  if (Effect !== 'Allow' || !listed(service).includes(cognito)) return false;
  if (!listed(Action).some((action) => matches(action, 'lambda:InvokeFunction'))) return false;
  const account = poolArn.split(':')[4] ?? '';
  return (
    isRecord(Condition) &&
    Object.entries(Condition).every(
      ([operator, conditions]) =>
        isRecord(conditions) &&
        Object.entries(conditions).every(([key, values]) => {
          // IAM docs: ArnEquals takes wildcards as ArnLike does.
          const holds = /^arn|like$/i.test(operator) ? matches : equals;
          if (!/^(arn|string)(like|equals)$/i.test(operator)) return false;
          if (/^aws:sourcearn$/i.test(key)) return listed(values).some((value) => holds(value, poolArn));
          return /^aws:sourceaccount$/i.test(key) && listed(values).some((value) => holds(value, account));
        }),
    )
  );
}

const listed = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).map(String);

const equals = (pattern: string, text: string): boolean => pattern === text;

/** IAM's wildcards: * for any characters, ? for one. */
const matches = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(text);
