import { GetAccountCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Playground, startPlayground } from '../../playground/playground.ts';
import { paceSes } from '../../src/aws/pace-ses.ts';

let playground: Playground;
beforeAll(async () => {
  playground = await startPlayground();
});
afterAll(() => playground.close());

test('no two calls of SES start within a second, however many are asked for at once', async () => {
  const started: number[] = [];
  playground.intercept = () => {
    started.push(performance.now());
    return undefined;
  };
  const ses = paceSes(
    new SESv2Client({
      region: 'eu-west-1',
      endpoint: playground.url,
      credentials: { accessKeyId: 'playground', secretAccessKey: 'playground' },
    }),
  );
  await Promise.all(Array.from({ length: 3 }, () => ses.send(new GetAccountCommand({}))));
  const between = started.slice(1).map((at, index) => at - (started[index] ?? 0));
  // The clock of a busy machine may be late for one call, and so early for the next.
  expect(between.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(1900);
}, 20_000);
