/**
 * Whether a text has the form of a user pool's id. AWS docs: Cognito, UserPoolIdType, at most 55 characters; those of the
 * European Sovereign Cloud begin with `eusc-`.
 */
export const isUserPoolId = (text: string): boolean =>
  text.length <= 55 && /^[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}_[0-9A-Za-z]+$/.test(text);
