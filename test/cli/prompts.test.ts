import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { stackName } from '../../playground/deployment.ts';
import { homeRegion, userPoolId } from '../../playground/fixtures.ts';
import { type Deployed, startIn } from '../../playground/states.ts';
import { atTerminal, ctrlC, enter, hasPseudoTerminal, type Typing } from '../support/pseudo-terminal.ts';
import { backupsIn, changesIn, describedIn, folder } from '../support/user-pools.ts';

// Each is a process with a terminal of its own, and SES answers it once a second.
jest.setTimeout(60_000);

let deployed: Deployed;
beforeAll(async () => {
  deployed = await startIn('detached');
});
afterAll(() => deployed.close());

/** Where there is no python3, as on Windows, or no pseudo terminal, as in some containers, nobody can be put at one. */
const asked = hasPseudoTerminal ? describe : describe.skip;

asked('attach asks before it changes a pool', () => {
  const cwd = folder();
  const attach = (typing: Typing) =>
    atTerminal(['attach', '--user-pool-id', userPoolId, '--stack', stackName, '--apply'], {
      playground: deployed.playground,
      cwd,
      typing,
    });
  const question = /Apply this\?/;

  test.each([
    ['no', enter, 1],
    ['no, by its letter', 'n', 1],
    ['Ctrl-C', ctrlC, 130],
  ])('%s changes nothing, and says so', async (_, keys, exitCode) => {
    const { code, text } = await attach([[question, keys]]);
    expect(text).toContain('Nothing was changed.');
    expect(code).toBe(exitCode);
    expect([changesIn(deployed.playground), backupsIn(cwd)]).toEqual([[], []]);
  });

  test('yes does it', async () => {
    const { code, text } = await attach([[question, 'y']]);
    expect(text).toContain('Done.');
    expect(code).toBe(0);
    expect(describedIn(deployed.playground)['LambdaConfig']).toHaveProperty('CustomEmailSender');
    expect(backupsIn(cwd)).toHaveLength(1);
  });
});

asked('request-production-access asks before it hands anything in', () => {
  const request = (typing: Typing, ...args: string[]) =>
    atTerminal(['request-production-access', '--stack', stackName, ...args], {
      playground: deployed.playground,
      typing,
    });
  const handedIn = () =>
    deployed.playground.calls
      .filter(({ operation }) => operation === 'PutAccountDetails')
      .map(({ input }) => input);
  const website = /Which website/;
  const question = /Hand this in/;
  beforeAll(() => {
    deployed.playground.region(homeRegion).sandbox = true;
  });

  // Side by side: they mostly wait for SES.
  test('no, and Ctrl-C at either question, hand nothing in and say so', async () => {
    const answer = (keys: string) => request([[question, keys]], '--website-url', 'https://example.com');
    const [no, stopped, early] = await Promise.all([
      answer(enter),
      answer(ctrlC),
      request([[website, ctrlC]]),
    ]);
    for (const { text } of [no, stopped]) expect(text).toContain('Nothing was handed in.');
    expect(early.text).toMatch(/Stopped\.\s*$/);
    expect([no.code, stopped.code, early.code]).toEqual([1, 130, 130]);
    expect(handedIn()).toEqual([]);
  });

  test('yes hands in what was answered; what is no website is asked again', async () => {
    const { code } = await request([
      [website, `no${enter}`],
      [/whole address/, `${'\u007f'.repeat(2)}https://example.com${enter}`],
      [question, 'y'],
    ]);
    expect(handedIn()).toMatchObject([{ WebsiteURL: 'https://example.com' }]);
    expect(code).toBe(0);
  });
});
