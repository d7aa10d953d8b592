import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { Clients } from '../aws/clients.ts';
import { ask, type Fact } from '../aws/fact.ts';

/** What a deployed stack tells: what it was asked, and what it made. */
export interface Stack {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

export async function describeStack(
  clients: Clients,
  region: string,
  { name, signal }: { readonly name: string; readonly signal: AbortSignal },
): Promise<Fact<Stack>> {
  const cloudformation = await clients.cloudformation(region);
  return ask(async () => {
    const { Stacks: [stack] = [] } = await cloudformation.send(
      new DescribeStacksCommand({ StackName: name }),
      {
        abortSignal: signal,
      },
    );
    return {
      name,
      parameters: Object.fromEntries(
        (stack?.Parameters ?? []).map(({ ParameterKey = '', ParameterValue = '' }) => [
          ParameterKey,
          ParameterValue,
        ]),
      ),
      outputs: Object.fromEntries(
        (stack?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
      ),
    };
  });
}
