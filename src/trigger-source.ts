/**
 * The eight causes for which Cognito calls a CustomEmailSender trigger, each with its stem: the one name under
 * which the email, the sample event and the words of that trigger source are found.
 * AWS docs: "Custom email sender Lambda trigger", section "Custom email sender trigger sources".
 */
const stems = {
  CustomEmailSender_SignUp: 'sign-up',
  CustomEmailSender_ResendCode: 'resend-code',
  CustomEmailSender_ForgotPassword: 'forgot-password',
  CustomEmailSender_UpdateUserAttribute: 'update-user-attribute',
  CustomEmailSender_VerifyUserAttribute: 'verify-user-attribute',
  CustomEmailSender_Authentication: 'authentication',
  CustomEmailSender_AdminCreateUser: 'admin-create-user',
  CustomEmailSender_AccountTakeOverNotification: 'account-take-over-notification',
} as const;

export type TriggerSource = keyof typeof stems;
export type Stem = (typeof stems)[TriggerSource];

export const triggerSources = Object.keys(stems) as TriggerSource[];

/** Whether a string from an event names one of the eight; own keys only, so `toString` does not. */
export const isTriggerSource = (value: unknown): value is TriggerSource =>
  typeof value === 'string' && Object.hasOwn(stems, value);

/** `CustomEmailSender_ForgotPassword` → `forgot-password`. */
export const stem = (source: TriggerSource): Stem => stems[source];
