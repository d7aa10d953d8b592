import { GetAccountCommand } from '@aws-sdk/client-sesv2';
import { ask } from '../aws/fact.ts';
import type { Result, VerbContext } from '../cli/verb.ts';

export async function doctor({ clients, installation, signal }: VerbContext): Promise<Result> {
  const { sesRegions } = await installation();
  const ses = await clients.ses(sesRegions[0]);
  const account = await ask(() => ses.send(new GetAccountCommand({}), { abortSignal: signal }));
  return { json: { account }, lines: [JSON.stringify(account)], exitCode: account.state === 'known' ? 0 : 2 };
}
