import { DecryptCommand, KMSClient } from '@aws-sdk/client-kms';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { describe, expect, test } from '@jest/globals';
import { getEndpointFromInstructions } from '@smithy/core/endpoints';
import { endpointOf } from '../../../src/sender/aws/endpoint.ts';

/** Of every partition that is on the internet, the oldest Region and a new one. */
const regions = [
  'us-east-1',
  'eu-west-1',
  'ap-southeast-7',
  'il-central-1',
  'mx-central-1',
  'us-gov-west-1',
  'cn-north-1',
  'cn-northwest-1',
  'eusc-de-east-1',
];

describe('the endpoint that is connected to early', () => {
  test.each(regions)('is the very one that the SDK calls in %s', async (region) => {
    const kms = await getEndpointFromInstructions({}, DecryptCommand, {
      ...new KMSClient({ region }).config,
    });
    const ses = await getEndpointFromInstructions({}, SendEmailCommand, {
      ...new SESv2Client({ region }).config,
    });
    expect(endpointOf('KMS', { region, env: {} })?.href).toBe(kms.url.href);
    expect(endpointOf('SESV2', { region, env: {} })?.href).toBe(ses.url.href);
  });

  test('is the one that the environment sets, the service’s own before the one for all', () => {
    const all = { AWS_ENDPOINT_URL: 'https://all.example:4566' };
    expect(endpointOf('KMS', { region: 'eu-west-1', env: all })?.host).toBe('all.example:4566');
    expect(
      endpointOf('SESV2', {
        region: 'eu-west-1',
        env: { ...all, AWS_ENDPOINT_URL_SESV2: 'https://ses.example' },
      })?.host,
    ).toBe('ses.example');
    expect(
      endpointOf('KMS', {
        region: 'eu-west-1',
        env: { ...all, AWS_ENDPOINT_URL_KMS: '', AWS_USE_FIPS_ENDPOINT: 'true' },
      })?.host,
    ).toBe('all.example:4566');
  });

  test.each([
    ['by http', { AWS_ENDPOINT_URL_KMS: 'http://127.0.0.1:9' }],
    ['no URL at all', { AWS_ENDPOINT_URL_KMS: 'localhost' }],
    ['one for FIPS', { AWS_USE_FIPS_ENDPOINT: 'true' }],
    ['one for both versions of IP', { AWS_USE_DUALSTACK_ENDPOINT: 'true' }],
  ])('is left to the SDK where it is %s', (_, env) => {
    expect(endpointOf('KMS', { region: 'eu-west-1', env: env })).toBeUndefined();
  });
});
