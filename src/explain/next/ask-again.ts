import { valueIn } from '../../aws/fact.ts';
import type { Step } from '../../sender/failure/advice.ts';
import { shellWord } from '../../terminal/shell-word.ts';
import { type Stem, stem } from '../../trigger-source.ts';
import type { Facts } from '../facts.ts';
import type { TracedEmail } from '../trace/trace-emails.ts';

/** How the person gets another one: what an email carried has expired, or was never seen. */
export function askAgain(email: TracedEmail, { users }: Facts, region: string): Step {
  const { triggerSource, userPoolId = 'POOL_ID', clientId = 'CLIENT_ID' } = email;
  const inPool = users.find((pool) => pool.userPoolId === userPoolId);
  const [user, ...more] = valueIn(inPool?.users) ?? [];
  const userName = user && more.length === 0 ? shellWord(user.userName) : 'USERNAME';
  if (triggerSource === undefined) return { say: 'Have them ask for it again.' };
  const commands: Partial<Record<Stem, string>> = {
    'sign-up': `aws cognito-idp resend-confirmation-code --client-id ${clientId} --username ${userName} --region ${region}`,
    'resend-code': `aws cognito-idp resend-confirmation-code --client-id ${clientId} --username ${userName} --region ${region}`,
    'admin-create-user': `aws cognito-idp admin-create-user --user-pool-id ${userPoolId} --username ${userName} --message-action RESEND --region ${region}`,
  };
  const command = commands[stem(triggerSource)];
  return { say: words[stem(triggerSource)], ...(command !== undefined && { command }) };
}

const words: Readonly<Record<Stem, string>> = {
  'sign-up': 'Have them ask for a new code, or have Cognito send one.',
  'resend-code': 'Have them ask for a new code, or have Cognito send one.',
  'forgot-password': 'Have them start the password reset again.',
  authentication: 'Have them sign in again: each sign-in makes a code of its own.',
  'admin-create-user': 'Have Cognito send another invitation, with a new temporary password.',
  'update-user-attribute': 'Have them enter the new address again, which makes a new code.',
  'verify-user-attribute': 'Have them ask for a new code where they verify their address.',
  'account-take-over-notification':
    'It was a warning, which Cognito does not repeat: tell them by another way to look at their sign-ins.',
};
