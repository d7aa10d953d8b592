import { describe, expect, test } from '@jest/globals';
import { senderEnvironment } from '../../../playground/fixtures.ts';
import {
  ConfigError,
  type Environment,
  parseConfig,
  type Variable,
  variables,
} from '../../../src/sender/settings/config.ts';

const good: Environment = senderEnvironment('http://127.0.0.1:8025');

describe('the configuration', () => {
  test('what is not set has its documented default', () => {
    expect(parseConfig(good)).toMatchObject({
      sesRegions: ['eu-west-1'],
      defaultLocale: 'en',
      authenticationCodeMinutes: 3,
      temporaryPasswordDays: 7,
      codeShownIn: { 'sign-up': 'preview', authentication: 'body', 'admin-create-user': 'body' },
      greetByName: true,
      alertWindowSeconds: 900,
      service: 'cognito-email-sender',
      defaultBrand: { name: 'Acme', configurationSet: 'authentication' },
    });
    expect(parseConfig(good)).not.toHaveProperty('userPoolIds');
  });

  test.each(['us-gov-west-1', 'cn-northwest-1', 'ap-southeast-7', 'eusc-de-east-1'])(
    '%s is a Region',
    (AWS_REGION) => {
      expect(parseConfig({ ...good, AWS_REGION }).sesRegions).toEqual([AWS_REGION]);
    },
  );

  test.each([
    ['eu-west-1', ['eu-west-1', 'us-east-1']],
    ['cn-north-1', ['cn-north-1']],
    ['us-gov-west-1', ['us-gov-west-1']],
  ])('%s looks for identities in %j', (AWS_REGION, regions) => {
    expect(parseConfig({ ...good, AWS_REGION }).identityRegions).toEqual(regions);
  });

  test('everything that is set arrives', () => {
    const config = parseConfig({
      ...good,
      USER_POOL_IDS: 'eu-west-1_AAAAAAAAA, eu-west-1_BBBBBBBBB',
      SES_REGIONS: 'eu-west-1,eu-central-1',
      REPLY_TO: 'Help <help@example.com>',
      APP_NAME: 'Acme Cloud',
      DEFAULT_LOCALE: 'pt-br',
      AUTHENTICATION_CODE_MINUTES: '15',
      TEMPORARY_PASSWORD_DAYS: '30',
      ALLOWED_RECIPIENTS: 'Example.com, tester@example.org',
      SANDBOX_REDIRECT_TO: 'team@example.com',
      CODE_SHOWN_IN: 'body, sign-up=subject',
      GREET_BY_NAME: 'false',
      ALERT_WINDOW_SECONDS: '0',
      POWERTOOLS_SERVICE_NAME: 'login-mail',
    });
    expect(config).toMatchObject({
      userPoolIds: new Set(['eu-west-1_AAAAAAAAA', 'eu-west-1_BBBBBBBBB']),
      sesRegions: ['eu-west-1', 'eu-central-1'],
      defaultBrand: { name: 'Acme Cloud', replyTo: { name: 'Help', address: 'help@example.com' } },
      defaultLocale: 'pt-BR',
      authenticationCodeMinutes: 15,
      temporaryPasswordDays: 30,
      allowedRecipients: new Set(['example.com', 'tester@example.org']),
      sandboxRedirectTo: 'team@example.com',
      codeShownIn: { 'sign-up': 'subject', 'resend-code': 'body', authentication: 'body' },
      greetByName: false,
      alertWindowSeconds: 0,
      service: 'login-mail',
    });
  });

  test('an empty environment names every required variable at once', () => {
    const problems = problemsOf({});
    for (const name of [
      'KMS_KEY_ARNS',
      'FROM_ADDRESS',
      'CONFIGURATION_SET',
      'UNDELIVERED_QUEUE_URL',
      'ALERT_TOPIC_ARN',
      'AWS_REGION',
    ]) {
      expect(problems).toContainEqual(expect.stringMatching(`^${name} is not set; it should be .`));
    }
    expect(problems).toHaveLength(6);
  });

  const wrong: readonly [Variable, string][] = [
    ['KMS_KEY_ARNS', 'alias/cognito'],
    ['KMS_KEY_ARNS', '0a11ce00-c0de-4000-8000-0000000e4a11'],
    ['KMS_KEY_ARNS', `${good.KMS_KEY_ARNS},`],
    ['FROM_ADDRESS', 'Acme'],
    ['CONFIGURATION_SET', 'two words'],
    ['UNDELIVERED_QUEUE_URL', 'undelivered'],
    ['ALERT_TOPIC_ARN', 'alerts'],
    ['USER_POOL_IDS', 'pool'],
    ['SES_REGIONS', 'Ireland'],
    ['REPLY_TO', 'help'],
    ['REPLY_TO', 'help.@acme.example'],
    ['FROM_ADDRESS', 'no..reply@acme.example'],
    ['SANDBOX_REDIRECT_TO', '.team@acme.example'],
    ['APP_NAME', 'Ac\u2067me'],
    ['APP_NAME', 'Ac\u061cme'],
    ['APP_NAME', 'Ac\u00adme'],
    ['APP_NAME', 'Ac\u3164me'],
    ['FROM_ADDRESS', 'Ac\u202eme <a@acme.example>'],
    ['USER_POOL_DOMAINS', 'https://login.example.com'],
    ['USER_POOL_DOMAINS', '.com'],
    ['USER_POOL_DOMAINS', '..'],
    ['USER_POOL_DOMAINS', 'login.example.com.'],
    ['ALLOWED_RECIPIENTS', '.'],
    ['RUNBOOK_URL', 'http://wiki.example.com'],
    ['APP_NAME', 'a\nb'],
    ['APP_NAME', 'Ac\u202eme'],
    ['DEFAULT_LOCALE', 'English, please'],
    ['AUTHENTICATION_CODE_MINUTES', '2'],
    ['AUTHENTICATION_CODE_MINUTES', '3.5'],
    ['TEMPORARY_PASSWORD_DAYS', '366'],
    ['ALLOWED_RECIPIENTS', 'all of them'],
    ['SANDBOX_REDIRECT_TO', 'team'],
    ['CODE_SHOWN_IN', 'yes'],
    ['CODE_SHOWN_IN', 'sign-in=body'],
    ['CODE_SHOWN_IN', 'admin-create-user=preview'],
    ['GREET_BY_NAME', 'yes'],
    ['ALERT_WINDOW_SECONDS', '15m'],
    ['POWERTOOLS_SERVICE_NAME', 'é'],
  ];
  test.each(wrong)('%s=%j is refused: what it holds, what it should hold', (name, text) => {
    expect(problemsOf({ ...good, [name]: text })).toEqual([
      `${name} is ${JSON.stringify(text)}; it should be`,
    ]);
  });

  test('several problems come in one error, one line each, with no stack', () => {
    const read = () => parseConfig({ ...good, FROM_ADDRESS: 'x', GREET_BY_NAME: '1', REPLY_TO: 'y' });
    expect(read).toThrow(ConfigError);
    try {
      read();
    } catch (error) {
      expect((error as Error).stack?.split('\n')).toHaveLength(4);
    }
  });

  test('the variables it reads are exactly those it says it reads', () => {
    const read = new Set<string>();
    const get = (env: Environment, name: Variable) => {
      read.add(name);
      return env[name];
    };
    parseConfig(new Proxy(good, { get } as ProxyHandler<Environment>));
    expect([...read].filter((name) => name !== 'AWS_REGION').sort()).toEqual([...variables].sort());
  });
});

/** The problems of an environment, each up to the words that say what is wanted. */
function problemsOf(env: Environment): string[] {
  try {
    parseConfig(env);
    return [];
  } catch (error) {
    const [, ...lines] = (error as Error).message.split('\n');
    return lines.map((line) =>
      line.trim().replace(/(it should be).*/, Object.keys(env).length > 0 ? '$1' : '$1 .'),
    );
  }
}
