import { DescribeUserPoolCommand, ListUserPoolsCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { Clients } from '../../../aws/clients.ts';
import { everyPage } from '../../../aws/every-page.ts';
import { ask, type Fact } from '../../../aws/fact.ts';

/** As many as there may be in a page. AWS docs: ListUserPools. */
const MaxResults = 60;

/** The pools of a Region whose trigger is the function, for a function that accepts any. */
export async function findAttachedPools(
  clients: Clients,
  functionArn: string,
  { region, signal }: { readonly region: string; readonly signal: AbortSignal },
): Promise<Fact<readonly string[]>> {
  const cognito = await clients.cognito(region);
  return ask(async () => {
    const pools = await everyPage(async (NextToken) => {
      const answer = await cognito.send(new ListUserPoolsCommand({ MaxResults, NextToken }), {
        abortSignal: signal,
      });
      return { items: answer.UserPools, next: answer.NextToken };
    });
    const attached: string[] = [];
    // One after another: DescribeUserPool has a rate that is shared with sign-ins.
    for (const { Id = '', LambdaConfig } of pools) {
      const { UserPool } = LambdaConfig?.CustomEmailSender
        ? { UserPool: { LambdaConfig } }
        : await cognito.send(new DescribeUserPoolCommand({ UserPoolId: Id }), { abortSignal: signal });
      if (isSameFunction(UserPool?.LambdaConfig?.CustomEmailSender?.LambdaArn, functionArn))
        attached.push(Id);
    }
    return attached;
  });
}

/** Whether both ARNs name one function, whichever alias of it. */
export const isSameFunction = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && withoutQualifier(one) === withoutQualifier(other);

const withoutQualifier = (arn: string): string => arn.split(':').slice(0, 7).join(':');
