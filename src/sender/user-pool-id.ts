/**
 * Whether a text has the form of a user pool's id. AWS docs: Cognito, UserPoolIdType, at most 55 characters; those of the
 * European Sovereign Cloud begin with `eusc-`. An emulator's pools (cognito-local) are `local_<id>`: no Region is called
 * `local`, so no real pool has such an id, and a code that real Cognito encrypted names its real pool, so that under this
 * one it is refused as under any other pool's.
 */
export const isUserPoolId = (text: string): boolean =>
  text.length <= 55 && /^(?:[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}|local)_[0-9A-Za-z]+$/.test(text);
