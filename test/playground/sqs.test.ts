import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { account } from '../../playground/fixtures.ts';
import { type Playground, startPlayground } from '../../playground/playground.ts';

let playground: Playground;
let sqs: SQSClient;
let QueueUrl: string;

beforeEach(async () => {
  playground = await startPlayground();
  const credentials = { accessKeyId: 'playground', secretAccessKey: 'playground' };
  sqs = new SQSClient({ region: 'eu-west-1', endpoint: playground.url, credentials });
  QueueUrl = `${playground.url}/${account}/undelivered`;
});
afterEach(() => playground.close());

const send = (body: string) => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: body }));
const receive = async (seconds: number, WaitTimeSeconds = 0): Promise<Message | undefined> => {
  const { Messages: [message] = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      VisibilityTimeout: seconds,
      WaitTimeSeconds,
      MessageSystemAttributeNames: ['All'],
    }),
  );
  return message;
};
const depth = async () => {
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
  return [Attributes?.['ApproximateNumberOfMessages'], Attributes?.['ApproximateNumberOfMessagesNotVisible']];
};
const hide = (ReceiptHandle: string | undefined, VisibilityTimeout: number) =>
  sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
const remove = (ReceiptHandle: string | undefined) =>
  sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));

describe("the playground's queue, asked by the real client", () => {
  test('hides what was received until its time is over, and counts the receivings', async () => {
    await send('hello');
    const first = await receive(30);
    expect(first).toMatchObject({ Body: 'hello', Attributes: { ApproximateReceiveCount: '1' } });
    expect(await receive(30)).toBeUndefined();
    expect(await depth()).toEqual(['0', '1']);
    playground.passTime(30_000);
    expect(await depth()).toEqual(['1', '0']);
    const again = await receive(30);
    expect(again?.Attributes).toMatchObject({
      ApproximateReceiveCount: '2',
      ApproximateFirstReceiveTimestamp: first?.Attributes?.ApproximateFirstReceiveTimestamp,
    });
    expect(again?.ReceiptHandle).not.toBe(first?.ReceiptHandle);
  });

  test('shows a message again as soon as its time is set to nothing, and later where it is set to more', async () => {
    await send('hello');
    const { ReceiptHandle } = (await receive(30)) ?? {};
    await hide(ReceiptHandle, 60);
    playground.passTime(59_000);
    expect(await receive(30)).toBeUndefined();
    await hide(ReceiptHandle, 0);
    expect(await receive(30)).toBeDefined();
  });

  test('deletes by the latest receipt alone, and does not complain of an older one', async () => {
    await send('hello');
    const first = await receive(0);
    const second = await receive(30);
    await remove(first?.ReceiptHandle);
    expect(playground.queue).toHaveLength(1);
    await remove(second?.ReceiptHandle);
    expect(playground.queue).toEqual([]);
    await remove(second?.ReceiptHandle);
  });

  test('does not hide a message by a receipt that has lost it', async () => {
    await send('hello');
    const { ReceiptHandle } = (await receive(0)) ?? {};
    await expect(hide(ReceiptHandle, 30)).rejects.toMatchObject({ name: 'MessageNotInflight' });
    await remove(ReceiptHandle);
    await expect(hide(ReceiptHandle, 30)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await expect(hide('made up', 30)).rejects.toMatchObject({ name: 'ReceiptHandleIsInvalid' });
  });

  test('says of each entry of a batch how it went', async () => {
    await send('hello');
    const { ReceiptHandle } = (await receive(30)) ?? {};
    const Entries = [
      { Id: 'a', ReceiptHandle, VisibilityTimeout: 60 },
      { Id: 'b', ReceiptHandle: 'made up', VisibilityTimeout: 60 },
    ];
    const hidden = await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
    expect(hidden).toMatchObject({ Successful: [{ Id: 'a' }], Failed: [{ Id: 'b' }] });
    const deleted = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: Entries.slice(0, 1) }));
    expect(deleted).toMatchObject({ Successful: [{ Id: 'a' }] });
    expect(playground.queue).toEqual([]);
  });

  test('lets whoever waits have what comes meanwhile', async () => {
    const waiting = receive(30, 5);
    setTimeout(() => send('hello'), 100);
    expect((await waiting)?.Body).toBe('hello');
  });
});
