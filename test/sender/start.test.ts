import { afterEach, describe, expect, test } from '@jest/globals';
import { senderEnvironment } from '../../playground/fixtures.ts';
import { type Environment, startEnvironment } from '../../playground/lambda.ts';
import { sampleEvent } from '../support/events.ts';

let environment: Environment | undefined;
afterEach(() => environment?.close());

describe('the built sender with a bad environment', () => {
  test.each([
    ['nothing set', { AWS_REGION: 'eu-west-1' }, 5],
    [
      'three malformed variables',
      {
        ...senderEnvironment('http://127.0.0.1:9'),
        FROM_ADDRESS: 'Acme',
        KMS_KEY_ARNS: 'alias/a',
        CODE_SHOWN_IN: '1',
      },
      3,
    ],
  ])('%s: it fails at start, naming every problem and showing no stack', async (_, env, problems) => {
    environment = startEnvironment(env);
    const { error, lines } = await environment.invoke(sampleEvent('sign-up'));
    expect(error?.name).toBe('ConfigError');
    expect(error?.message.split('\n')).toHaveLength(problems + 1);
    expect(error?.shown).not.toMatch(/^\s+at /m);
    expect(lines).toEqual([]);
  });
});
