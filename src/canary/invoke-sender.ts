import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { readOutcome, type SenderOutcome } from './read-outcome.ts';

/** How one synchronous invocation of the sender ended, as its caller sees it. */
export interface Invoked {
  /** Absent where the function did not get as far as its outcome line: it could not start, or was cut off. */
  readonly outcome?: SenderOutcome;
  /** The name of the error that the function threw, without its text, which might hold anything. */
  readonly thrown?: string;
  /** The version that ran, behind whatever alias was named. */
  readonly version?: string;
}

/**
 * Makes the function that runs the deployed sender on one event and waits.
 *
 * @param lambda A client that asks once: an event that is sent twice is an email that is sent twice.
 * @returns A function that throws Lambda's own error where the sender was not run at all: no such function or alias, no
 *   permission, no concurrency left.
 */
export function createInvokeSender(lambda: LambdaClient) {
  /** @param functionArn With the alias or version to run; without, the unpublished one. */
  return async (
    functionArn: string,
    event: object,
    { signal }: { readonly signal: AbortSignal },
  ): Promise<Invoked> => {
    const { LogResult, FunctionError, ExecutedVersion, Payload } = await lambda.send(
      new InvokeCommand({
        FunctionName: functionArn,
        InvocationType: 'RequestResponse',
        LogType: 'Tail',
        Payload: JSON.stringify(event),
      }),
      { abortSignal: signal },
    );
    const outcome = readOutcome(LogResult);
    return {
      ...(outcome && { outcome }),
      ...(FunctionError !== undefined && { thrown: errorName(Payload) }),
      ...(ExecutedVersion !== undefined && { version: ExecutedVersion }),
    };
  };
}

/** Lambda answers a throw with `{"errorType": …, "errorMessage": …}`. */
function errorName(payload: Uint8Array | undefined): string {
  try {
    const { errorType } = JSON.parse(Buffer.from(payload ?? []).toString('utf8'));
    return /^[\w.]{1,64}$/.test(errorType) ? errorType : 'Error';
  } catch {
    return 'Error';
  }
}
