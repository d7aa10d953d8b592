import { type Difference, differencesBetween } from './differences.ts';

/**
 * Settings whose absence means one value. Pools that are older than a setting are described without it, and an update
 * fills it in. AWS docs, API reference of each type; what is off, false or empty has no other meaning. Not here: a missing
 * AccountRecoverySetting, which means more than any value of it, and TemporaryPasswordValidityDays, which another member
 * stands in for.
 */
const meaningOfAbsent: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['DeletionProtection', 'INACTIVE'],
  ['MfaConfiguration', 'OFF'],
  ['EmailConfiguration.EmailSendingAccount', 'COGNITO_DEFAULT'],
  ['VerificationMessageTemplate.DefaultEmailOption', 'CONFIRM_WITH_CODE'],
  ['AdminCreateUserConfig.AllowAdminCreateUserOnly', false],
  ['AdminCreateUserConfig.UnusedAccountValidityDays', 7],
  ['Policies.SignInPolicy.AllowedFirstAuthFactors', ['PASSWORD']],
  ['UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate', []],
  ['KeyConfiguration.KeyType', 'AWS_OWNED_KEY'],
  ['IssuerConfiguration.Type', 'ORIGINAL'],
]);

/** Whether a setting is only said on one side, and means the same on the other. */
export function meansTheSame(difference: Difference): boolean {
  const { path } = difference;
  if (!meaningOfAbsent.has(path) || ('before' in difference && 'after' in difference)) return false;
  const said = 'before' in difference ? difference.before : difference.after;
  return differencesBetween(said, meaningOfAbsent.get(path)).length === 0;
}
