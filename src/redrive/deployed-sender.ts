import { valueIn } from '../aws/fact.ts';
import type { VerbContext } from '../cli/verb-context.ts';
import { Mistake } from '../mistake.ts';

/** The function that sends, and how it is dealt with. */
export interface DeployedSender {
  readonly functionArn: string;
  readonly logGroup: string;
  /** For how long records are hidden while they are worked on. */
  readonly claimSeconds: number;
}

/** AWS docs, "Lambda quotas": the longest that a function may run. */
const longestTimeout = 900;

/** A request that is held up on its way is refused after so many seconds. AWS docs, "Signing AWS API requests". */
const signatureSeconds = 300;

/** By then CloudWatch Logs shows what the function has written; it mostly takes a few seconds. */
const logSeconds = 60;

/** @throws {Mistake} when nothing says which function it is. */
export async function findSender({ installation }: VerbContext): Promise<DeployedSender> {
  const { functionArn, function: described, logGroup } = await installation();
  if (functionArn === undefined) {
    throw new Mistake('Nothing says which function sends.', 'Name it: --function-arn ARN.');
  }
  const timeout = valueIn(described)?.Timeout ?? longestTimeout;
  return {
    functionArn,
    logGroup: logGroup ?? `/aws/lambda/${functionArn.split(':')[6]}`,
    // Whoever sees a record again sees as well how the invocation ended that it was hidden for.
    claimSeconds: timeout + signatureSeconds + logSeconds,
  };
}
