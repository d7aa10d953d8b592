import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Clients } from '../../aws/clients.ts';
import { ask, type Fact } from '../../aws/fact.ts';

export interface Queue {
  readonly waiting: number;
  readonly inFlight: number;
  readonly retentionSeconds: number;
}

export async function readQueue(
  clients: Clients,
  queueUrl: string,
  { region, signal }: { readonly region: string; readonly signal: AbortSignal },
): Promise<Fact<Queue>> {
  const sqs = await clients.sqs(region);
  return ask(async () => {
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: queueUrl,
        AttributeNames: [
          'ApproximateNumberOfMessages',
          'ApproximateNumberOfMessagesNotVisible',
          'MessageRetentionPeriod',
        ],
      }),
      { abortSignal: signal },
    );
    return {
      waiting: Number(Attributes.ApproximateNumberOfMessages ?? 0),
      inFlight: Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
      retentionSeconds: Number(Attributes.MessageRetentionPeriod ?? 0),
    };
  });
}
