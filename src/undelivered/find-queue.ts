import { GetFunctionEventInvokeConfigCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { ask, valueIn } from '../aws/fact.ts';
import type { VerbContext } from '../cli/verb-context.ts';
import { unsaid } from '../installation/unsaid.ts';
import { Mistake } from '../mistake.ts';
import { createKeptQueue, type KeptQueue } from './kept-queue.ts';
import type { RecordSettings } from './read-record.ts';

/** The undelivered queue of the installation, and by what its records are judged. */
export interface DeployedQueue {
  readonly queue: KeptQueue;
  /** The function's own settings, or their defaults. */
  readonly settings: RecordSettings;
}

/** @throws {Mistake} when nothing says which queue it is. */
export async function findQueue({
  clients,
  region,
  installation,
  signal,
}: VerbContext): Promise<DeployedQueue> {
  const installed = await installation();
  const { queueUrl, functionArn, environment } = installed;
  if (queueUrl === undefined)
    throw unsaid(installed, { what: 'which queue keeps what could not be sent', option: '--queue-url URL' });
  if (!URL.canParse(queueUrl)) {
    throw new Mistake(
      `UNDELIVERED_QUEUE_URL of the function is ${queueUrl}, which is not a URL.`,
      'Correct it, or name the queue: --queue-url URL.',
    );
  }
  return {
    queue: createKeptQueue(await clients.sqs(region), queueUrl, signal),
    settings: {
      authenticationCodeMinutes: Number(environment['AUTHENTICATION_CODE_MINUTES'] || 3),
      temporaryPasswordDays: Number(environment['TEMPORARY_PASSWORD_DAYS'] || 7),
      ...(functionArn !== undefined &&
        (await readEventAge(await clients.lambda(region), functionArn, signal))),
    },
  };
}

async function readEventAge(
  lambda: LambdaClient,
  FunctionName: string,
  abortSignal: AbortSignal,
): Promise<Pick<RecordSettings, 'maximumEventAgeSeconds'>> {
  const command = new GetFunctionEventInvokeConfigCommand({ FunctionName });
  const config = await ask(() => lambda.send(command, { abortSignal }));
  const maximumEventAgeSeconds = valueIn(config)?.MaximumEventAgeInSeconds;
  return maximumEventAgeSeconds === undefined ? {} : { maximumEventAgeSeconds };
}
