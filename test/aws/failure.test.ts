import { describe, expect, test } from '@jest/globals';
import { ask } from '../../src/aws/fact.ts';
import { explainCallFailure } from '../../src/aws/failure.ts';

const error = (name: string, message = '', more: object = {}) =>
  Object.assign(new Error(message), { name, ...more });

describe('what an SDK client throws', () => {
  test.each([
    ['absent', error('NotFoundException', 'Email identity <a> does not exist.')],
    ['absent', error('ValidationError', 'Stack with id a does not exist')],
    ['absent', error('QueueDoesNotExist')],
    ['absent', error('UserPoolAddOnNotEnabledException')],
    ['denied', error('AccessDeniedException', 'User: u is not authorized to perform: ses:GetAccount')],
    ['denied', error('AuthorizationErrorException')],
    ['denied', error('Unknown', '', { $metadata: { httpStatusCode: 403 } })],
    ['credentials', error('ExpiredTokenException', 'expired', { $metadata: { httpStatusCode: 403 } })],
    ['credentials', error('CredentialsProviderError', 'Could not load credentials from any providers')],
    ['credentials', error('UnrecognizedClientException', 'The security token is invalid')],
    ['region', error('Error', 'Region is missing')],
    ['failed', error('ValidationError', 'Something else')],
    ['failed', error('TooManyRequestsException', 'Rate exceeded')],
    ['failed', error('Error', 'getaddrinfo ENOTFOUND', { code: 'ENOTFOUND' })],
    ['failed', 'a string'],
  ])('is %s: %s', (kind, thrown) => {
    expect(explainCallFailure(thrown).kind).toBe(kind);
  });

  test('is told on one line', () => {
    expect(explainCallFailure(error('Unknown', 'one\n  two')).found).toBe('Unknown: one two');
  });
});

describe('a question to AWS', () => {
  test.each([
    ['known', async () => 7],
    ['absent', () => Promise.reject(error('ResourceNotFoundException'))],
    ['denied', () => Promise.reject(error('AccessDeniedException'))],
    ['failed', () => Promise.reject(error('InternalFailure'))],
  ])('ends as %s', async (state, call: () => Promise<unknown>) => {
    await expect(ask(call)).resolves.toMatchObject({ state });
  });

  test.each([
    ['Mistake', error('ExpiredTokenException', 'expired')],
    ['AbortError', error('AbortError', 'Request aborted')],
  ])('that nothing else would be asked after is thrown as %s', async (name, thrown) => {
    await expect(ask(() => Promise.reject(thrown))).rejects.toMatchObject({ name });
  });
});
