import { type Deployment, type Json, type JsonObject, propertiesOf } from './cloudformation.ts';

/** What references to resources come to once they exist. */
export const made: Readonly<Record<string, string>> = {
  'CodeKey.Arn': 'arn:aws:kms:eu-west-1:111122223333:key/0a11ce00-c0de-4000-8000-0000000e4a11',
  ConfigurationSet: 'codes',
  UndeliveredQueue: 'https://sqs.eu-west-1.amazonaws.com/111122223333/codes-UndeliveredQueue-1A2B3C4D5E6F',
  AlertTopic: 'arn:aws:sns:eu-west-1:111122223333:codes-alerts',
};

/** The function's variables as a deployment would set them. */
export function environmentOf(deployment: Deployment): Record<string, string> {
  const { Environment } = propertiesOf<{ Environment: { Variables: JsonObject } }>(
    deployment,
    'SenderFunction',
  );
  return Object.fromEntries(
    Object.entries(Environment.Variables).map(([name, value]) => [name, filled(value)]),
  );
}

function filled(value: Json): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return String(value);
  const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::Sub': pattern } = value;
  if (ref !== undefined) return made[String(ref)] ?? '';
  if (Array.isArray(attribute)) return made[attribute.join('.')] ?? '';
  return String(pattern).replace(/\$\{([^}]+)\}/g, (_, name) => made[name] ?? '');
}
