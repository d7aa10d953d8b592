import { DescribeKeyCommand, GetKeyPolicyCommand, ListGrantsCommand } from '@aws-sdk/client-kms';
import type { Clients } from '../../aws/clients.ts';
import { everyPage } from '../../aws/every-page.ts';
import { ask, type Fact } from '../../aws/fact.ts';
import { type PolicyStatement, readPolicy } from '../policy-statement.ts';

export interface Key {
  readonly arn: string;
  readonly description: Fact<KeyDescription>;
  readonly policy: Fact<readonly PolicyStatement[]>;
  /** Who may use the key by a grant. */
  readonly grantees: Fact<readonly string[]>;
}

export interface KeyDescription {
  /** Enabled, Disabled, PendingDeletion, PendingImport, … */
  readonly state: string;
  readonly deletion?: Date;
  /** SYMMETRIC_DEFAULT for what Cognito can use, and ENCRYPT_DECRYPT. */
  readonly spec: string;
  readonly usage: string;
  /** CUSTOMER or AWS. */
  readonly manager: string;
}

export async function readKey(clients: Clients, arn: string, abortSignal: AbortSignal): Promise<Key> {
  const kms = await clients.kms(arn.split(':')[3] ?? '');
  const input = { KeyId: arn };
  const [description, policy, grantees] = await Promise.all([
    ask(async () => {
      const { KeyMetadata: key } = await kms.send(new DescribeKeyCommand(input), { abortSignal });
      return {
        state: key?.KeyState ?? 'unknown',
        ...(key?.DeletionDate && { deletion: key.DeletionDate }),
        spec: key?.KeySpec ?? '',
        usage: key?.KeyUsage ?? '',
        manager: key?.KeyManager ?? '',
      };
    }),
    ask(async () => readPolicy((await kms.send(new GetKeyPolicyCommand(input), { abortSignal })).Policy)),
    ask(async () => {
      const grants = await everyPage(async (Marker) => {
        const answer = await kms.send(new ListGrantsCommand({ ...input, Limit: 100, Marker }), {
          abortSignal,
        });
        return { items: answer.Grants, next: answer.NextMarker };
      });
      return grants.map(({ GranteePrincipal, GranteeServicePrincipal, RetiringPrincipal, Name }) =>
        [GranteePrincipal, GranteeServicePrincipal, RetiringPrincipal, Name].filter(Boolean).join(' '),
      );
    }),
  ]);
  return { arn, description, policy, grantees };
}
