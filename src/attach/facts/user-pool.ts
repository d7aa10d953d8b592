import {
  type CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { ask, type Fact } from '../../aws/fact.ts';
import { isRecord } from '../../is-record.ts';
import type { Description } from '../plan/user-pool-members.ts';

/** A user pool as Cognito describes it at one time. */
export interface UserPool {
  readonly description: Description;
  /** GetUserPoolMfaConfig's answer: the factors, which are in no description. */
  readonly mfa: Fact<Description>;
}

/** Which pool, and how to ask about it. */
export interface Asking {
  readonly cognito: CognitoIdentityProviderClient;
  readonly userPoolId: string;
  readonly signal?: AbortSignal;
}

export async function readUserPool({ cognito, userPoolId, signal }: Asking): Promise<Fact<UserPool>> {
  const options = signal ? { abortSignal: signal } : {};
  const [description, mfa] = await Promise.all([
    ask(() => describe({ cognito, userPoolId, ...(signal && { signal }) })),
    ask(async () => {
      const answer = await cognito.send(new GetUserPoolMfaConfigCommand({ UserPoolId: userPoolId }), options);
      const { $metadata: _, ...factors } = answer;
      return factors;
    }),
  ]);
  return description.state === 'known'
    ? { state: 'known', value: { description: description.value, mfa } }
    : description;
}

/** The answer before the SDK leaves out what it does not know. */
async function describe({ cognito, userPoolId, signal }: Asking): Promise<Description> {
  const command = new DescribeUserPoolCommand({ UserPoolId: userPoolId });
  let body = '';
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const response = result.response as { body: AsyncIterable<Uint8Array> | Uint8Array };
      const bytes = Buffer.concat(await collect(response.body));
      body = bytes.toString('utf8');
      response.body = bytes;
      return result;
    },
    // The last one before the answer comes in, so that the SDK reads what is put in its place.
    { step: 'deserialize', priority: 'low', name: 'keepAnswer' },
  );
  await cognito.send(command, signal ? { abortSignal: signal } : {});
  const answer: unknown = JSON.parse(body);
  const description = isRecord(answer) ? answer['UserPool'] : undefined;
  if (!isRecord(description)) throw new Error('DescribeUserPool answered without a UserPool');
  return description;
}

async function collect(body: AsyncIterable<Uint8Array> | Uint8Array): Promise<Uint8Array[]> {
  if (body instanceof Uint8Array) return [body];
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return chunks;
}
