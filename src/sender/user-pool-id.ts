/**
 * `<region>_<id>`, or cognito-local's `local_<id>`. No Region is called `local`, so no real pool has such an id; and a
 * code that real Cognito encrypted names its real pool, so under this id it is refused as any other pool's would be.
 */
const form = /^(?:[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}|local)_[0-9A-Za-z]+$/;

/** Whether a text has the form of a user pool's id. AWS docs: Cognito, UserPoolIdType, at most 55 characters. */
export const isUserPoolId = (text: string): boolean => text.length <= 55 && form.test(text);
