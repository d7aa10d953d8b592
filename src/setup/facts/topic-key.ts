import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import { GetTopicAttributesCommand } from '@aws-sdk/client-sns';
import type { Clients } from '../../aws/clients.ts';
import { ask, type Fact } from '../../aws/fact.ts';

/** The state of the key that a topic is encrypted under; undefined where it has none. */
export async function readTopicKey(
  clients: Clients,
  topicArn: string,
  abortSignal: AbortSignal,
): Promise<Fact<string> | undefined> {
  const region = topicArn.split(':')[3] ?? '';
  const sns = await clients.sns(region);
  const key = await ask(async () => {
    const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn: topicArn }), {
      abortSignal,
    });
    return Attributes?.['KmsMasterKeyId'];
  });
  // That there is no topic is told already.
  if (key.state === 'absent') return undefined;
  if (key.state !== 'known') return key;
  return key.value ? readKeyState(clients, key.value, { region, abortSignal }) : undefined;
}

/** @param key Its id, ARN or alias. */
export async function readKeyState(
  clients: Clients,
  key: string,
  { region, abortSignal }: { readonly region: string; readonly abortSignal: AbortSignal },
): Promise<Fact<string>> {
  const kms = await clients.kms(region);
  return ask(async () => {
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: key }), { abortSignal });
    return KeyMetadata?.KeyState ?? 'unknown';
  });
}
