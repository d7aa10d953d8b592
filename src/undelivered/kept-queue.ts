import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { type Claim, startClaim } from './claim.ts';

/** A message that nobody else sees for the time of its claim. */
export interface HeldMessage {
  readonly id: string;
  readonly receipt: string;
  readonly body: string;
  readonly claim: Claim;
}

/** How many messages wait, and how many are hidden because somebody holds them. */
export interface Depth {
  readonly visible: number;
  readonly hidden: number;
  /** Whether SQS itself moves messages away after so many receivings. */
  readonly movesAway: boolean;
}

export interface KeptQueue {
  /**
   * Receives until nothing more comes, or `mostHeld` are held. Not broken off by the signal but ended by it: a receiving
   * whose answer was not waited for hides messages from everybody.
   */
  readonly receiveAll: (seconds: number) => Promise<HeldMessage[]>;
  /** Lets others see messages again at once. */
  readonly release: (messages: readonly HeldMessage[]) => Promise<void>;
  /** Begins their claims anew; undefined where any of them is not ours any more. */
  readonly renew: (messages: readonly HeldMessage[], seconds: number) => Promise<Claim | undefined>;
  /** @returns Whether all are gone. */
  readonly remove: (messages: readonly HeldMessage[]) => Promise<boolean>;
  readonly depth: () => Promise<Depth>;
}

/** SQS hides up to 120,000 messages of a queue; so many are received in a minute or two. */
export const mostHeld = 20_000;

/** The undelivered queue. Its functions throw SQS's own errors. */
export function createKeptQueue(sqs: SQSClient, QueueUrl: string, signal: AbortSignal): KeptQueue {
  const hide = async (messages: readonly HeldMessage[], seconds: number): Promise<number> => {
    let failed = 0;
    for (const ten of inTens(messages)) {
      const Entries = ten.map(({ receipt }, index) => ({
        Id: String(index),
        ReceiptHandle: receipt,
        VisibilityTimeout: seconds,
      }));
      const { Failed = [] } = await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
      failed += Failed.length;
    }
    return failed;
  };
  const depth = async (): Promise<Depth> => {
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl,
        AttributeNames: [
          'ApproximateNumberOfMessages',
          'ApproximateNumberOfMessagesNotVisible',
          'RedrivePolicy',
        ],
      }),
    );
    return {
      visible: Number(Attributes['ApproximateNumberOfMessages'] ?? 0),
      hidden: Number(Attributes['ApproximateNumberOfMessagesNotVisible'] ?? 0),
      movesAway: Attributes['RedrivePolicy'] !== undefined,
    };
  };
  return {
    async receiveAll(seconds) {
      const held = new Map<string, HeldMessage>();
      for (let quiet = 0; quiet < 3 && held.size < mostHeld && !signal.aborted; ) {
        const claim = startClaim(seconds);
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({
            QueueUrl,
            MaxNumberOfMessages: 10,
            VisibilityTimeout: seconds,
            // With any wait at all SQS asks all of its servers. AWS docs, "Amazon SQS short and long polling".
            WaitTimeSeconds: 1,
          }),
        );
        if (Messages.length === 0 && (await depth()).visible === 0) break;
        // A count is behind at times, so three times nothing is nothing whatever it says.
        quiet = Messages.length > 0 ? 0 : quiet + 1;
        for (const { MessageId: id = '', ReceiptHandle: receipt = '', Body: body = '' } of Messages) {
          // One that came again came back meanwhile: its latest receipt is the one that counts.
          held.set(id, { id, receipt, body, claim });
        }
      }
      return [...held.values()];
    },
    async release(messages) {
      await hide(messages, 0);
    },
    async renew(messages, seconds) {
      const claim = startClaim(seconds);
      return (await hide(messages, seconds)) === 0 ? claim : undefined;
    },
    async remove(messages) {
      let failed = 0;
      for (const ten of inTens(messages)) {
        const Entries = ten.map(({ receipt }, index) => ({ Id: String(index), ReceiptHandle: receipt }));
        const { Failed = [] } = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
        failed += Failed.length;
      }
      return failed === 0;
    },
    depth,
  };
}

/** As many as one call takes. */
function inTens<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / 10) }, (_, index) =>
    items.slice(index * 10, index * 10 + 10),
  );
}
