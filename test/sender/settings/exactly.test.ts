import { describe, expect, test } from '@jest/globals';
import { senderEnvironment } from '../../../playground/fixtures.ts';
import { parseBrands } from '../../../src/sender/settings/brands.ts';
import {
  ConfigError,
  type Environment,
  parseConfig,
  type Variable,
} from '../../../src/sender/settings/config.ts';
import { boolean, describe as describeValue, readLine } from '../../../src/sender/settings/readers.ts';

const good: Environment = senderEnvironment('http://127.0.0.1:8025');
const keyArn = 'arn:aws:kms:ap-south-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

test('the Regions are each what they are of: the key’s, the function’s, the pools’, SES’s', () => {
  const config = parseConfig({
    ...good,
    AWS_REGION: 'eu-central-1',
    KMS_KEY_ARNS: `${keyArn}, ${keyArn.replace('ap-south-1', 'eu-west-1')}`,
    USER_POOL_IDS: 'us-west-2_AAAAAAAAA,sa-east-1_BBBBBBBBB',
    SES_REGIONS: 'eu-west-2,eu-central-1',
  });
  expect(config.kmsRegion).toBe('ap-south-1');
  expect(config.userPoolRegions).toEqual(['eu-central-1', 'us-west-2', 'sa-east-1']);
  expect(config.sesRegions).toEqual(['eu-west-2', 'eu-central-1']);
  // Where an identity is looked for that SES does not know: each Region once.
  expect(config.identityRegions).toEqual(['eu-west-2', 'eu-central-1', 'us-east-1']);
  expect(config.incidentDefaults).toMatchObject({ region: 'eu-central-1', keyArn });
  expect(parseConfig({ ...good, AWS_REGION: 'eu-central-1' }).sesRegions).toEqual(['eu-central-1']);
});

test('spaces around a value are no part of it', () => {
  const spaced = Object.fromEntries(Object.entries(good).map(([name, value]) => [name, ` ${value} `]));
  expect(parseConfig(spaced)).toEqual(parseConfig(good));
  expect(() => parseConfig({ ...good, CONFIGURATION_SET: '  ' })).toThrow(/CONFIGURATION_SET is not set/);
});

describe('a value is taken whole or not at all', () => {
  test.each<[Variable, string]>([
    ['KMS_KEY_ARNS', keyArn],
    ['UNDELIVERED_QUEUE_URL', 'https://sqs.eu-west-1.amazonaws.com/111122223333/undelivered'],
    ['ALERT_TOPIC_ARN', 'arn:aws:sns:eu-west-1:111122223333:alerts'],
    ['POWERTOOLS_SERVICE_NAME', 'login'],
  ])('%s', (name, value) => {
    expect(() => parseConfig({ ...good, [name]: value })).not.toThrow();
    for (const bent of [`é${value}`, `${value}é`, `${value}\u0007`]) {
      expect(() => parseConfig({ ...good, [name]: bent })).toThrow(ConfigError);
    }
  });
});

test('one problem is one, and two are counted', () => {
  const messageOf = (env: Environment): string => {
    try {
      parseConfig(env);
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  };
  const one = { ...good, GREET_BY_NAME: 'perhaps' };
  expect(messageOf(one).split('\n')).toHaveLength(2);
  expect(messageOf(one)).not.toMatch(/\d+ problems/);
  expect(messageOf({ ...one, AWS_REGION: 'europe' })).toContain('2 problems');
});

test('a brand’s problems stop the start as any other does', () => {
  expect(() => parseConfig({ ...good, BRANDS: '[{"name":"Acme"}]' })).toThrow(/clientIds/);
  expect(() => parseConfig({ ...good, BRANDS: ' ' })).not.toThrow();
});

test('an inbox of the redirect is in the configuration only where it is set', () => {
  expect(parseConfig(good)).not.toHaveProperty('sandboxRedirectTo');
  expect(parseConfig(good)).not.toHaveProperty('allowedRecipients');
  expect(parseConfig({ ...good, SANDBOX_REDIRECT_TO: 'team@example.com' }).sandboxRedirectTo).toBe(
    'team@example.com',
  );
});

describe('one setting', () => {
  test('is true or false in these very words', () => {
    expect(['true', 'false', 'no', ''].map(boolean)).toEqual([true, false, undefined, undefined]);
  });

  test('of one line has its spaces taken off, and may be just as long as is said', () => {
    const read = readLine(5);
    expect(['12345', ' 12345 ', '123456', ' '].map(read)).toEqual(['12345', '12345', undefined, undefined]);
  });

  test('that is wrong is shown, cut where it is long', () => {
    expect(describeValue('x'.repeat(118))).toBe(`"${'x'.repeat(118)}"`);
    expect(describeValue('x'.repeat(119))).toBe(`"${'x'.repeat(119)}…`);
    expect(describeValue(undefined)).toBe('nothing');
  });
});

describe('a brand', () => {
  const given = {
    name: 'Acme',
    links: new Map(),
    from: { name: 'Acme', address: 'no-reply@auth.example.com' },
    configurationSet: 'auth',
  };
  const problemsOf = (more: object): readonly string[] =>
    parseBrands(JSON.stringify([{ clientIds: ['a'], name: 'One', ...more }]), given).problems;

  test.each([
    [{ color: 'x#0a7f5a' }],
    [{ color: '#0a7f5ax' }],
    [{ clientIds: ['a', 7] }],
    [{ clientIds: ['a', 'b c'] }],
    [{ clientIds: [['a']] }],
  ])('is refused with %j, and that is its one problem', (more) => {
    expect(problemsOf(more)).toHaveLength(1);
  });

  test('that is right has no folder of emails where none are built in', () => {
    const { brands } = parseBrands(JSON.stringify([{ clientIds: ['a'], name: 'One' }]), given);
    expect(brands.get('a')).not.toHaveProperty('folder');
  });

  test('that is no JSON is told with the place, where the parser knows it', () => {
    const problem = (text: string) => parseBrands(text, given).problems[0];
    const missingComma = '[{"clientIds":["1example"] "name":"One"}]';
    expect(problem(missingComma)).toContain(`character ${missingComma.indexOf('"name"')})`);
    expect(problem('[{"clientIds":')).toContain('it ends too soon');
    // Of a short text the parser names the character and not its place.
    expect(problem('[{"clientIds":}]')).not.toMatch(/too soon|character/);
  });
});
