import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { commandLine } from '../../src/cli/command-line.ts';
import { pasteable, type Target } from '../../src/cli/pasteable.ts';
import { adviceOn } from '../../src/sender/failure/advice.ts';
import { reasons } from '../../src/sender/failure/reason.ts';
import { judgeFacts } from '../../src/setup/rules/rules.ts';
import { explainVerdict } from '../../src/setup/words/explain-verdict.ts';
import { dns } from '../setup/rules/dns-cases.ts';
import { account, configurationSets, identity, recommendations } from '../setup/rules/ses-cases.ts';
import { keys, pools, recipients, theFunction, watching } from '../setup/rules/wiring-cases.ts';
import { functionArn, goodFacts, version } from '../support/facts.ts';

const cases = [
  ...[account, identity, dns, configurationSets, recommendations],
  ...[keys, pools, theFunction, watching, recipients],
].flat();

const commandsFor = (target: Target): string[] => {
  const ofFindings = cases.flatMap(([, change]) => {
    const good = goodFacts();
    change(good);
    return judgeFacts(good.facts, version)
      .map((verdict) => explainVerdict(verdict, target))
      .flatMap(({ fix = [] }) => fix.flatMap(({ command }) => command ?? []));
  });
  const incident = {
    region: 'eu-west-1',
    from: 'no-reply@auth.example.com',
    identity: 'auth.example.com',
    configurationSet: 'codes',
  };
  const ofReasons = reasons.flatMap((reason) =>
    adviceOn({ ...incident, reason }).steps.flatMap(({ command }) =>
      command === undefined ? [] : (pasteable(command, target) ?? []),
    ),
  );
  return [...new Set([...ofFindings, ...ofReasons])];
};

/** What a POSIX shell makes of commands: the words of each that it would start. */
function startedBy(commands: readonly string[]): string[][] {
  const stub = (name: string): string => `${name}() { printf '%s\\037' ${name} "$@"; printf '\\036'; }`;
  const script = [...['aws', 'sam', 'npx'].map(stub), ...commands].join('\n');
  const cwd = mkdtempSync(join(tmpdir(), 'pasteable-'));
  const { stdout, stderr, status } = spawnSync('sh', ['-eu', '-c', script], {
    cwd,
    env: {},
    encoding: 'utf8',
  });
  // A file would be of a `>` that the shell took for its own.
  expect({ stderr, status, files: readdirSync(cwd) }).toEqual({ stderr: '', status: 0, files: [] });
  return stdout
    .split('\u001e')
    .slice(0, -1)
    .map((words) => words.split('\u001f').slice(0, -1));
}

const named = (words: readonly string[], option: string): string | undefined =>
  words.includes(option) ? words[words.indexOf(option) + 1] : undefined;

describe('every command of a finding or of advice', () => {
  const commands = commandsFor({ stack: 'mail', region: 'eu-west-1', profile: "ana's own" });
  const started = startedBy(commands);

  test('is one that a shell starts as it stands', () => {
    expect(started.length).toBeGreaterThan(60);
    expect(new Set(started.map(([program]) => program))).toEqual(new Set(['aws', 'sam', 'npx']));
  });

  test('runs as the person who asked, in the Region that it is about', () => {
    const but = (what: (words: string[]) => boolean): string[] =>
      started
        .filter((words) => words.join(' ') !== 'sam build' && !what(words))
        .map((words) => words.join(' '));
    expect(but((words) => named(words, '--profile') === "ana's own")).toEqual([]);
    // IAM has no Regions.
    expect(
      but((words) => words[1] === 'iam' || /^[a-z]+-[a-z]+-\d$/.test(named(words, '--region') ?? '')),
    ).toEqual([]);
  });

  test('is for the stack that was named', () => {
    const stacks = started
      .filter(([program, verb]) => program === 'npx' || verb === 'deploy')
      .map((words) => named(words, '--stack') ?? named(words, '--stack-name'));
    expect(stacks.length).toBeGreaterThan(15);
    expect(new Set(stacks)).toEqual(new Set(['mail']));
  });

  test('is for the function that was named, which no stack made: SAM has nothing to do with it', () => {
    const ofFunction = startedBy(commandsFor({ functionArn, playground: 'broken' }));
    expect(ofFunction.filter(([program]) => program === 'sam')).toEqual([]);
    const own = ofFunction.filter(([program]) => program === 'npx');
    expect(own.length).toBeGreaterThan(10);
    for (const words of own) {
      const region = named(words, '--region') ?? 'eu-west-1';
      expect(named(words, '--function-arn')).toBe(functionArn.replace('eu-west-1', region));
      expect(named(words, '--playground')).toBe('broken');
    }
  });
});

test.each([
  [{}, [], 'npx cognito-email-sender undelivered list'],
  [
    { stack: 'mail', region: 'eu-west-1', profile: "ana's" },
    ['--apply'],
    "npx cognito-email-sender undelivered list --apply --stack mail --region eu-west-1 --profile 'ana'\\''s'",
  ],
  [{ playground: 'broken' }, [], 'npx cognito-email-sender undelivered list --playground broken'],
  [
    { from: 'Acme <codes@example.com>', queueUrl: 'https://sqs/1/q' },
    [],
    "npx cognito-email-sender undelivered list --queue-url https://sqs/1/q --from 'Acme <codes@example.com>'",
  ],
])('a command names the installation as it was named: %j', (target: Target, more, expected) => {
  expect(commandLine('undelivered list', target, more)).toBe(expected);
});

test('a command that says something itself is not told it twice', () => {
  const command = 'npx cognito-email-sender attach --user-pool-id p --region us-west-2';
  expect(
    pasteable(command, { region: 'eu-west-1', kmsKeyArn: 'arn:aws:kms:eu-west-1:1:key/k', functionArn }),
  ).toBe(`${command} --function-arn ${functionArn.replace('eu-west-1', 'us-west-2')}`);
});

test('a command that asks nothing of AWS is left as it is', () => {
  const command = 'npx cognito-email-sender verify-message FILE.eml';
  expect(pasteable(command, { stack: 'mail', profile: 'ana' })).toBe(command);
});
