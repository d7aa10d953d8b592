import { describe, expect, test } from '@jest/globals';
import { networkFailure } from '../../../src/sender/failure/network-failure.ts';

const failed = (members: object): Error => Object.assign(new Error('failed'), members);

describe('a connection that failed', () => {
  test.each([
    'ECONNRESET',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENETDOWN',
    'HPE_INVALID_CONSTANT',
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ])('is told by its code: %s', (code) => {
    expect(networkFailure(failed({ code }))).toEqual({ code });
  });

  test.each([
    ['a program’s defect', { code: 'ERR_INVALID_ARG_TYPE' }],
    ['a code that only begins as one', { code: 'ECONNRESET of ana@example.com' }],
    ['a code that only ends as one', { code: 'ana ECONNRESET' }],
    ['a code that is no text', { code: 7 }],
    ['no code', {}],
    [
      'an answer of a service that calls its error so',
      { code: 'ECONNRESET', $metadata: { httpStatusCode: 400 } },
    ],
  ])('is not %s', (_, members) => {
    expect(networkFailure(failed(members))).toBeUndefined();
  });

  test.each([
    [{ hostname: 'email.eu-west-1.amazonaws.com' }, 'email.eu-west-1.amazonaws.com'],
    [{ address: '10.0.0.7', port: 443 }, '10.0.0.7 port 443'],
    [{ hostname: 'ana@example.com', address: '::1', port: 443 }, '::1 port 443'],
    [{ address: '10.0.0.7', port: 'ana@example.com' }, '10.0.0.7'],
  ])('is told with its host: %j', (members, host) => {
    expect(networkFailure(failed({ code: 'ECONNREFUSED', ...members }))).toEqual({
      code: 'ECONNREFUSED',
      host,
    });
  });

  test('names the first of several addresses that were tried', () => {
    const tried = ['10.0.0.7', '10.0.0.8'].map((address) => failed({ address, port: 443 }));
    const error = Object.assign(new AggregateError(tried), { code: 'ECONNREFUSED' });
    expect(networkFailure(error)).toEqual({ code: 'ECONNREFUSED', host: '10.0.0.7 port 443' });
  });

  test('names no address of an error that merely has errors', () => {
    const other = failed({ code: 'ECONNREFUSED', errors: [failed({ address: '10.0.0.7' })] });
    expect(networkFailure(other)).toEqual({ code: 'ECONNREFUSED' });
  });
});
