import type { Call } from './call.ts';
import { ServiceError } from './wire.ts';

type Input = Call['input'];

/** As much of a function as its policy is about. */
interface Permitting {
  readonly arn: string;
  policy: Record<string, unknown>[];
}

/**
 * Lambda's operations on a function's resource policy. A function, each of its aliases and each of its versions has a
 * policy of its own: their statements are told apart by `Resource`.
 */
export const policyOperations: readonly (readonly [
  string,
  (deployed: Permitting, input: Input) => object,
])[] = [
  [
    'GetPolicy',
    ({ arn, policy }, input) => {
      const Statement = policy.filter(({ Resource }) => Resource === resourceOf(arn, input));
      if (Statement.length === 0) throw notFound('The resource you requested does not exist.');
      return { Policy: JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement }) };
    },
  ],
  [
    'AddPermission',
    (deployed, input) => {
      const statement = statementFrom(input, resourceOf(deployed.arn, input));
      if (deployed.policy.some((other) => isSame(other, statement))) {
        throw new ServiceError(
          'ResourceConflictException',
          `The statement id (${input.StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
          409,
        );
      }
      deployed.policy = [...deployed.policy, statement];
      return { Statement: JSON.stringify(statement) };
    },
  ],
  [
    'RemovePermission',
    (deployed, input) => {
      const removed = { Sid: input.StatementId, Resource: resourceOf(deployed.arn, input) };
      const others = deployed.policy.filter((other) => !isSame(other, removed));
      if (others.length === deployed.policy.length) {
        throw notFound(`Statement ${input.StatementId} is not found in resource policy.`);
      }
      deployed.policy = others;
      return {};
    },
  ],
];

/** The ARN that a policy is of: the function's own, or its alias's where the call names one. */
function resourceOf(arn: string, { FunctionName, Qualifier }: Input): string {
  const qualifier = Qualifier ?? String(FunctionName).match(/:function:[^:]+:(.+)$/)?.[1];
  return qualifier === undefined ? arn : `${arn}:${qualifier}`;
}

/** A statement as Lambda writes it for a service that may invoke. */
const statementFrom = (
  { StatementId, Action, Principal, SourceArn, SourceAccount }: Input,
  Resource: string,
) => ({
  Sid: StatementId,
  Effect: 'Allow',
  Principal: { Service: Principal },
  Action,
  Resource,
  Condition: {
    ...(SourceAccount !== undefined && { StringEquals: { 'AWS:SourceAccount': SourceAccount } }),
    ...(SourceArn !== undefined && { ArnLike: { 'AWS:SourceArn': SourceArn } }),
  },
});

const isSame = (
  one: Record<string, unknown>,
  { Sid, Resource }: { Sid: string; Resource: string },
): boolean => one['Sid'] === Sid && one['Resource'] === Resource;

const notFound = (what: string): ServiceError => new ServiceError('ResourceNotFoundException', what, 404);
