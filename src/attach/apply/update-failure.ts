import { explainCallFailure } from '../../aws/failure.ts';
import { lambdaConfigIn, type PoolChange, type Refusal } from '../plan/pool-change.ts';

/** What kept UpdateUserPool from being carried out, and what to do about it. */
export function explainUpdateFailure(error: unknown, change: PoolChange): Refusal {
  const { kind, found, fix } = explainCallFailure(error);
  const name = error instanceof Error ? error.name : '';
  if (kind === 'denied' || name === 'NotAuthorizedException' || /kms|CreateGrant|PassRole/i.test(found)) {
    return { found, fix: `Whoever updates this pool needs ${permissionsFor(change)}.` };
  }
  switch (name) {
    case 'ConcurrentModificationException':
      return { found, fix: 'Somebody else is changing the pool: try again when they are done.' };
    case 'UserImportInProgressException':
      return { found, fix: 'Try again when the import of users has ended.' };
    case 'InvalidParameterException':
      return {
        found,
        fix: hasBothMessages(change) ?? 'Cognito does not take this pool as it describes it itself.',
      };
    default:
      return { found, fix: fix ?? 'Try again.' };
  }
}

/** AWS docs: Cognito makes a grant on the key on behalf of the caller, and passes the SMS role on. */
function permissionsFor({ poolArn, wanted }: PoolChange): string {
  const { KMSKeyID } = lambdaConfigIn(wanted);
  const { SnsCallerArn } = (wanted['SmsConfiguration'] ?? {}) as Readonly<Record<string, string>>;
  const needed = [
    `cognito-idp:UpdateUserPool on ${poolArn}`,
    ...(KMSKeyID === undefined ? [] : [`kms:CreateGrant on ${KMSKeyID}`]),
    ...(SnsCallerArn === undefined ? [] : [`iam:PassRole on ${SnsCallerArn}`]),
  ];
  return needed.join(', ').replace(/, (?=[^,]*$)/, ' and ');
}

/** AWS docs, UpdateUserPool: "When you supply both parameters with either choice, Amazon Cognito returns an error". */
function hasBothMessages({ wanted }: PoolChange): string | undefined {
  const { EmailMessage, EmailMessageByLink } = (wanted['VerificationMessageTemplate'] ?? {}) as Readonly<
    Record<string, string>
  >;
  return EmailMessage !== undefined && EmailMessageByLink !== undefined
    ? 'The pool has an EmailMessage and an EmailMessageByLink, which Cognito documents not to take together: take one out of VerificationMessageTemplate, then try again.'
    : undefined;
}
