/** The key that the rehearsal's code is under: of no account, since no KMS is asked for it. */
export const rehearsalKeyArn = 'arn:aws:kms:us-east-1:111122223333:key/rehearsal';

/** What its KMS answers: 32 zero bytes, which protect nothing. */
export const rehearsalDataKey = Buffer.alloc(32).toString('base64');

/**
 * A sign-up as Cognito sends it. Its code was made once by `src/canary/encrypt-code.ts` with a KMS that answered the
 * data key above.
 */
export const rehearsalEvent = {
  triggerSource: 'CustomEmailSender_SignUp',
  region: 'us-east-1',
  userPoolId: 'us-east-1_Rehearsal',
  userName: 'rehearsal',
  callerContext: { clientId: 'rehearsal' },
  request: {
    type: 'customEmailSenderRequestV1',
    code: 'AYADeD7NSDtnCBcE0RJ98Hi/3OsAgQACABVhd3MtY3J5cHRvLXB1YmxpYy1rZXkAREF6VFJjQzJZMUhZT1BPWkZUU2o0U01YeGhzdG5jTjlCWmcwRVJ1S1RMVjM2Z211STFtVVdZcEgrYXlLNVg1THprQT09AAt1c2VycG9vbC1pZAATdXMtZWFzdC0xX1JlaGVhcnNhbAABAAdhd3Mta21zADBhcm46YXdzOmttczp1cy1lYXN0LTE6MTExMTIyMjIzMzMzOmtleS9yZWhlYXJzYWwACXJlaGVhcnNhbAIAAAAADAAAEAAAAAAAAAAAAAAAAAA5KAh46rSAqaxx7chFmNB6/////wAAAAEAAAAAAAAAAAAAAAEAAAAGclL4807RqsWrA4DnSOn1mrjMlWPoqwBnMGUCMCKK4rtuWiDJ0coOvZ6ZNGxol4J8Eq1QaQOdG+Urp5AC4U3nqaKjlDVz6J19cH3ZpAIxANc6FSBWc5AXq0xgq8UH/Hq8ZxCvxDQi2KV9TeZZ7cFA+z1v0GZtyvAOdzCEoTeXVA==',
    userAttributes: { email: 'rehearsal@example.com', email_verified: 'false' },
  },
};
