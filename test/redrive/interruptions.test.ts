import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { homeRegion } from '../../playground/fixtures.ts';
import { runCliProcess } from '../support/cli.ts';
import { type Interruptions, interruptRedrives } from '../support/interruptions.ts';
import { addressOf, startTrouble, type Trouble } from '../support/trouble.ts';

jest.setTimeout(60_000);

describe('redrives that are killed and stopped at random moments', () => {
  // `npm run test:redrive` does the same two hundred times, now and then two at once, of which the one that goes on may
  // wait a minute for what the killed one has hidden: this seed has none of those.
  const interruptions = 4;
  let figures: Interruptions;
  beforeAll(async () => {
    figures = await interruptRedrives(interruptions, { seed: 8, newcomers: 2 });
  }, 180_000);

  test('were interrupted in both ways, so that the rest means something', () => {
    expect(figures.killed).toBeGreaterThan(0);
    expect(figures.stopped).toBeGreaterThan(0);
  });

  test('lose nobody’s email', () => {
    expect({ lost: figures.lost, stillKept: figures.stillKept }).toEqual({ lost: 0, stillKept: 0 });
  });

  test('send nobody an email twice', () => {
    expect(figures.twice).toBe(0);
  });

  test('send nothing that has died, and nothing to an address that somebody has put into a record', () => {
    expect(figures.wrong).toBe(0);
  });

  test('write no address and no code', () => {
    expect(figures.written.filter((text) => /@example|CODE-/.test(text))).toEqual([]);
  });
});

describe('a redrive that is killed as soon as it has made its first', () => {
  let trouble: Trouble;
  beforeAll(async () => {
    trouble = await startTrouble();
  });
  beforeEach(() => trouble.reset());
  afterAll(() => trouble.close());

  test.each<[operation: string, then: string]>([
    ['FilterLogEvents', 'accepted'],
    ['AdminGetUser', 'accepted'],
    ['ChangeMessageVisibilityBatch', 'accepted'],
    // The function runs to its end all the same, and then the email is sent.
    ['Invoke', 'accepted-before'],
    ['DeleteMessageBatch', 'accepted'],
  ])(
    '%s has lost nothing, and the next one sends to everybody who has got nothing yet',
    async (operation, then) => {
      const { playground, eventOf, ask, received } = trouble;
      playground.region(homeRegion).sandbox = true;
      for (const name of ['a', 'b']) await ask(await eventOf(name, 'CustomEmailSender_SignUp'));
      playground.region(homeRegion).sandbox = false;
      const redrive = ['undelivered', 'redrive', '--apply', '--json'];
      const killed = await runCliProcess(redrive, {
        playground,
        started: (child) => {
          playground.intercept = (call) => {
            if (call.operation === operation) child.kill('SIGKILL');
            return undefined;
          };
        },
      });
      expect(killed).toMatchObject({ code: null, stdout: '' });
      playground.intercept = undefined;
      await playground.whenIdle();
      await setTimeout(100);
      playground.passTime(381_000);
      const { stdout } = await runCliProcess(redrive, { playground });
      expect(JSON.parse(stdout).emails[0]).toMatchObject({ result: then });
      expect(received()).toEqual({ [addressOf('a')]: 1, [addressOf('b')]: 1 });
      expect(playground.queue).toEqual([]);
    },
  );
});
