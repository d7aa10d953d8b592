import {
  GetFunctionConcurrencyCommand,
  GetFunctionEventInvokeConfigCommand,
  GetPolicyCommand,
  ListTagsCommand,
} from '@aws-sdk/client-lambda';
import type { Clients } from '../../../aws/clients.ts';
import { ask, type Fact } from '../../../aws/fact.ts';
import { type PolicyStatement, readPolicy } from '../../policy-statement.ts';

/** What surrounds the function: who may call it, and what becomes of events that fail. */
export interface FunctionSurroundings {
  /** The ARN that pools call, an alias perhaps. */
  readonly calledArn: string;
  readonly policy: Fact<readonly PolicyStatement[]>;
  readonly events: Fact<EventSettings>;
  /** Undefined for no limit. */
  readonly reservedConcurrency: Fact<number | undefined>;
  /** The version of this project that it was deployed from; undefined where it does not say. */
  readonly version: Fact<string | undefined>;
}

export interface EventSettings {
  readonly retries: number;
  readonly maxAgeSeconds: number;
  /** The ARN that events go to when every try has failed. */
  readonly onFailure?: string;
}

/** The tag that template.yaml puts on the function. */
const versionTag = 'cognito-email-sender:version';

export async function readSurroundings(
  clients: Clients,
  calledArn: string,
  { region, signal: abortSignal }: { readonly region: string; readonly signal: AbortSignal },
): Promise<FunctionSurroundings> {
  const lambda = await clients.lambda(region);
  const functionArn = calledArn.split(':').slice(0, 7).join(':');
  const [policy, events, reservedConcurrency, version] = await Promise.all([
    ask(async () => {
      const { Policy } = await lambda.send(new GetPolicyCommand({ FunctionName: calledArn }), {
        abortSignal,
      });
      return readPolicy(Policy);
    }),
    ask(async () => {
      const settings = await lambda.send(
        new GetFunctionEventInvokeConfigCommand({ FunctionName: calledArn }),
        { abortSignal },
      );
      const onFailure = settings.DestinationConfig?.OnFailure?.Destination;
      return {
        retries: settings.MaximumRetryAttempts ?? lambdaDefaults.retries,
        maxAgeSeconds: settings.MaximumEventAgeInSeconds ?? lambdaDefaults.maxAgeSeconds,
        ...(onFailure && { onFailure }),
      };
    }),
    ask(async () => {
      const answer = await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName: functionArn }), {
        abortSignal,
      });
      return answer.ReservedConcurrentExecutions;
    }),
    ask(async () => {
      const { Tags } = await lambda.send(new ListTagsCommand({ Resource: functionArn }), { abortSignal });
      return Tags?.[versionTag];
    }),
  ]);
  return { calledArn, policy, events, reservedConcurrency, version };
}

/** AWS docs, "Error handling for asynchronous invocation": two retries, six hours. */
export const lambdaDefaults: EventSettings = { retries: 2, maxAgeSeconds: 21_600 };
