import { isCommercial } from '../../is-commercial.ts';
import type { Brand } from '../brand.ts';
import { domainOf, readMailbox, readOwnAddress } from '../mailbox.ts';
import { locales } from '../render/catalogue.ts';
import {
  type CodeShownIn,
  codePlaces,
  defaultCodeShownIn,
  readCodeShownIn,
} from '../render/code-shown-in.ts';
import { matchLocale } from '../render/locale.ts';
import { plausibleUrl } from '../render/plausible.ts';
import { parseBrands } from './brands.ts';
import { hasBuiltInBrands, readBuiltInBrands, twiceBrands } from './built-in-brands.ts';
import {
  boolean,
  describe,
  integer,
  listOf,
  matching,
  readConfigurationSet,
  readDomainOrAddress,
  readHost,
  readName,
  readRegion,
  readUserPoolId,
  wantedConfigurationSet,
  wantedMailbox,
  wantedName,
} from './readers.ts';

/** The environment variables the sender reads; template.yaml sets exactly these, `AWS_REGION` comes from Lambda. */
export const variables = [
  'KMS_KEY_ARNS',
  'FROM_ADDRESS',
  'CONFIGURATION_SET',
  'UNDELIVERED_QUEUE_URL',
  'ALERT_TOPIC_ARN',
  'USER_POOL_IDS',
  'USER_POOL_DOMAINS',
  'SES_REGIONS',
  'REPLY_TO',
  'APP_NAME',
  'DEFAULT_LOCALE',
  'BRANDS',
  'AUTHENTICATION_CODE_MINUTES',
  'TEMPORARY_PASSWORD_DAYS',
  'ALLOWED_RECIPIENTS',
  'SANDBOX_REDIRECT_TO',
  'CODE_SHOWN_IN',
  'GREET_BY_NAME',
  'ALERT_WINDOW_SECONDS',
  'RUNBOOK_URL',
  'POWERTOOLS_SERVICE_NAME',
] as const;

export type Variable = (typeof variables)[number] | 'AWS_REGION';
export type Environment = Readonly<Partial<Record<Variable, string>>>;

export interface Config {
  /** Key ARNs that may decrypt, newest first. */
  readonly keyArns: readonly [string, ...string[]];
  /** Where the newest key is. */
  readonly kmsRegion: string;
  /** Where AdminGetUser may be asked: the function's Region first, then those of the pools named. */
  readonly userPoolRegions: readonly [string, ...string[]];
  /** Pools whose events are accepted; undefined for any. */
  readonly userPoolIds?: ReadonlySet<string>;
  /** Hosts, besides Cognito's own, that a take-over warning's links may lead to; undefined for any. */
  readonly userPoolDomains?: ReadonlySet<string>;
  /** Where to send from, in order of preference. */
  readonly sesRegions: readonly [string, ...string[]];
  readonly undeliveredQueueUrl: string;
  readonly alertTopicArn: string;
  readonly defaultBrand: Brand;
  /** By app client id. */
  readonly brands: ReadonlyMap<string, Brand>;
  readonly defaultLocale: string;
  readonly authenticationCodeMinutes: number;
  readonly temporaryPasswordDays: number;
  /** Lower-case domains and addresses; undefined for any. */
  readonly allowedRecipients?: ReadonlySet<string>;
  /** An inbox that receives what the sandbox refused. */
  readonly sandboxRedirectTo?: string;
  readonly codeShownIn: CodeShownIn;
  readonly greetByName: boolean;
  readonly alertWindowSeconds: number;
  /** Where an alert's reader finds the runbook; https. */
  readonly runbookUrl?: string;
  /** The metrics' `service` dimension. */
  readonly service: string;
  /** Where a From domain may have been verified instead: the Regions named, our own, and SES's first if credentials are good there. */
  readonly identityRegions: readonly string[];
  /** What an incident is about that came up before a brand was chosen. */
  readonly incidentDefaults: {
    readonly region: string;
    readonly from: string;
    readonly identity: string;
    readonly configurationSet: string;
    readonly keyArn: string;
  };
}

/** Everything that is wrong with the environment, in one message that a person can act on. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  static {
    // Lambda logs the class's name as errorType, and minifying would change it.
    Object.defineProperty(ConfigError, 'name', { value: 'ConfigError' });
  }

  constructor(problems: readonly string[]) {
    super(
      `the sender's environment has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n  ${problems.join('\n  ')}`,
    );
    // The mistake is in the settings: where in the code it was noticed helps nobody.
    this.stack = `${this.name}: ${this.message}`;
  }
}

/** What a variable should hold, in words and in code. */
interface Setting<T> {
  readonly wanted: string;
  readonly reader: (text: string) => T | undefined;
}

/**
 * Reads the sender's settings.
 *
 * @param env The process environment.
 * @throws {ConfigError} naming every variable that is wrong, what it holds and what it should hold.
 */
export function parseConfig(env: Environment): Config {
  const problems: string[] = [];

  /** One variable through one reader, which answers undefined to what it cannot take. */
  function read<T>(name: Variable, { wanted, reader }: Setting<T>): T | undefined {
    const text = env[name]?.trim();
    if (!text) return undefined;
    const value = reader(text);
    if (value === undefined) problems.push(`${name} is ${describe(text)}; it should be ${wanted}`);
    return value;
  }

  function required<T>(name: Variable, setting: Setting<T>): T | undefined {
    if (!env[name]?.trim()) problems.push(`${name} is not set; it should be ${setting.wanted}`);
    return read(name, setting);
  }

  const keyArns = required('KMS_KEY_ARNS', {
    wanted:
      'KMS key ARNs separated by commas, newest first (arn:aws:kms:<region>:<account>:key/<id>; a key id or an alias would match nothing)',
    reader: listOf(matching(/^arn:[\w-]+:kms:[a-z\d-]+:\d{12}:key\/[\w-]+$/)),
  });
  const from = required('FROM_ADDRESS', {
    wanted: wantedMailbox('Acme <no-reply@auth.example.com>'),
    reader: readMailbox,
  });
  const configurationSet = required('CONFIGURATION_SET', {
    wanted: wantedConfigurationSet,
    reader: readConfigurationSet,
  });
  const undeliveredQueueUrl = required('UNDELIVERED_QUEUE_URL', {
    wanted: "an SQS queue's URL",
    reader: matching(/^https?:\/\/\S+\/\d{12}\/[\w-]+$/),
  });
  const alertTopicArn = required('ALERT_TOPIC_ARN', {
    wanted: "an SNS topic's ARN (arn:aws:sns:<region>:<account>:<name>)",
    reader: matching(/^arn:[\w-]+:sns:[a-z\d-]+:\d{12}:[\w-]+$/),
  });
  const ownRegion = required('AWS_REGION', {
    wanted: 'the Region the function runs in (Lambda sets it)',
    reader: readRegion,
  });
  const sesRegions =
    read('SES_REGIONS', {
      wanted: 'Regions separated by commas, the preferred one first (eu-west-1,eu-central-1)',
      reader: listOf(readRegion),
    }) ?? (ownRegion === undefined ? undefined : ([ownRegion] as const));
  const userPoolIds = read('USER_POOL_IDS', {
    wanted: 'user pool ids separated by commas (eu-west-1_AbCdEfGhI)',
    reader: listOf(readUserPoolId),
  });
  const userPoolDomains = read('USER_POOL_DOMAINS', {
    wanted: 'host names separated by commas (login.example.com), without https://',
    reader: listOf(readHost),
  });
  const replyTo = read('REPLY_TO', {
    wanted: wantedMailbox('Acme support <help@example.com>'),
    reader: readMailbox,
  });
  const appName = read('APP_NAME', { wanted: wantedName, reader: readName });
  const defaultLocale =
    read('DEFAULT_LOCALE', {
      wanted: `one of the languages there are words for: ${locales.join(', ')}`,
      reader: matchLocale,
    }) ?? 'en';
  const authenticationCodeMinutes =
    read('AUTHENTICATION_CODE_MINUTES', {
      wanted: "a whole number from 3 to 15, the app client's AuthSessionValidity",
      reader: integer(3, 15),
    }) ?? 3;
  const temporaryPasswordDays =
    read('TEMPORARY_PASSWORD_DAYS', {
      wanted: "a whole number from 1 to 365, the pool's TemporaryPasswordValidityDays",
      reader: integer(1, 365),
    }) ?? 7;
  const allowedRecipients = read('ALLOWED_RECIPIENTS', {
    wanted: 'domains or addresses separated by commas (example.com,tester@example.org)',
    reader: listOf(readDomainOrAddress),
  });
  const sandboxRedirectTo = read('SANDBOX_REDIRECT_TO', {
    wanted: 'one address that SES has verified',
    reader: readOwnAddress,
  });
  const codeShownIn =
    read('CODE_SHOWN_IN', {
      wanted: `${codePlaces.join(', ')} for all codes, or <email>=<place> for some (sign-up=preview,authentication=body), each once`,
      reader: readCodeShownIn,
    }) ?? defaultCodeShownIn;
  const greetByName = read('GREET_BY_NAME', { wanted: 'true or false', reader: boolean }) ?? true;
  const alertWindowSeconds =
    read('ALERT_WINDOW_SECONDS', {
      wanted: 'a whole number of seconds from 0 to 86400',
      reader: integer(0, 86_400),
    }) ?? 900;
  const runbookUrl = read('RUNBOOK_URL', { wanted: 'an https address', reader: plausibleUrl });
  const service =
    read('POWERTOOLS_SERVICE_NAME', {
      wanted: 'a name of up to 255 printable ASCII characters',
      reader: matching(/^[\x20-\x7e]{1,255}$/),
    }) ?? 'cognito-email-sender';

  // Brands are read even where what they would inherit is missing, so that their own problems are reported as well.
  const givenBrand: Brand = {
    name: appName ?? from?.name ?? domainOf(from?.address ?? ''),
    from: from ?? { address: '' },
    ...(replyTo && { replyTo }),
    configurationSet: configurationSet ?? '',
    links: new Map(),
  };
  const {
    defaultBrand,
    brands,
    problems: brandProblems,
  } = hasBuiltInBrands ? readBuiltInBrands(givenBrand) : parseBrands(env.BRANDS, givenBrand);
  problems.push(...brandProblems);
  if (hasBuiltInBrands && env.BRANDS?.trim()) problems.push(twiceBrands);

  if (
    problems.length > 0 ||
    !keyArns ||
    !from ||
    !configurationSet ||
    !undeliveredQueueUrl ||
    !alertTopicArn ||
    !sesRegions ||
    !ownRegion
  ) {
    throw new ConfigError(problems);
  }
  return {
    keyArns,
    kmsRegion: keyArns[0].split(':')[3] ?? '',
    userPoolRegions: [ownRegion, ...(userPoolIds ?? []).map((id) => id.slice(0, id.indexOf('_')))],
    ...(userPoolIds && { userPoolIds: new Set(userPoolIds) }),
    ...(userPoolDomains && { userPoolDomains: new Set(userPoolDomains) }),
    sesRegions,
    undeliveredQueueUrl,
    alertTopicArn,
    defaultBrand,
    brands,
    defaultLocale,
    authenticationCodeMinutes,
    temporaryPasswordDays,
    ...(allowedRecipients && { allowedRecipients: new Set(allowedRecipients) }),
    ...(sandboxRedirectTo && { sandboxRedirectTo }),
    codeShownIn,
    greetByName,
    alertWindowSeconds,
    ...(runbookUrl && { runbookUrl }),
    service,
    identityRegions: [
      ...new Set([...sesRegions, ownRegion, ...(isCommercial(ownRegion) ? ['us-east-1'] : [])]),
    ],
    incidentDefaults: {
      region: ownRegion,
      from: from.address,
      identity: domainOf(from.address),
      configurationSet,
      keyArn: keyArns[0],
    },
  };
}
