/** The environment variables the watch reads; template.yaml sets exactly these, `AWS_REGION` comes from Lambda. */
export const variables = [
  'SENDER_ARN',
  'CANDIDATE_ARN',
  'KMS_KEY_ARNS',
  'USER_POOL_IDS',
  'ALERT_TOPIC_ARN',
  'POWERTOOLS_SERVICE_NAME',
] as const;

export type Variable = (typeof variables)[number] | 'AWS_REGION';
export type Environment = Readonly<Partial<Record<Variable, string>>>;

export interface Settings {
  /** The sender as pools call it, by its alias. */
  readonly senderArn: string;
  /** The version that a deployment under way is to put behind the alias. */
  readonly candidateArn: string;
  /** Keys that pools encrypt under, newest first. */
  readonly keyArns: readonly [string, ...string[]];
  /** Empty where any pool may call the sender. */
  readonly userPoolIds: readonly string[];
  readonly alertTopicArn: string;
  /** The metrics' `service` dimension, as the sender has it. */
  readonly service: string;
  readonly region: string;
}

/** @throws {Error} naming every variable that is missing; template.yaml gives them, so there is little else to get wrong. */
export function readSettings(env: Environment): Settings {
  const required: readonly Variable[] = [
    'SENDER_ARN',
    'CANDIDATE_ARN',
    'KMS_KEY_ARNS',
    'ALERT_TOPIC_ARN',
    'POWERTOOLS_SERVICE_NAME',
    'AWS_REGION',
  ];
  const missing = required.filter((name) => !env[name]?.trim());
  if (missing.length > 0) throw new Error(`the watch's environment lacks ${missing.join(', ')}`);
  const [firstKey = '', ...olderKeys] = listOf(env.KMS_KEY_ARNS);
  return {
    senderArn: env.SENDER_ARN ?? '',
    candidateArn: env.CANDIDATE_ARN ?? '',
    keyArns: [firstKey, ...olderKeys],
    userPoolIds: listOf(env.USER_POOL_IDS),
    alertTopicArn: env.ALERT_TOPIC_ARN ?? '',
    service: env.POWERTOOLS_SERVICE_NAME ?? '',
    region: env.AWS_REGION ?? '',
  };
}

const listOf = (text = ''): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);
