import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { adviceOn } from '../../src/sender/failure/advice.ts';
import { type Kind, kindOf, type Reason, reasons } from '../../src/sender/failure/reason.ts';
import { lifetimeOf, stem, triggerSources } from '../../src/trigger-source.ts';

const docs = new URL('../../docs/', import.meta.url);
const read = (url: URL): string => readFileSync(url, 'utf8');
const runbook = read(new URL('runbook.md', docs));

/** The parts of a section, in the order that a reader needs them. */
const partNames = ['What it means', 'Confirm it', 'Fix it', 'Meanwhile'] as const;

/** Sections by heading. Those of reasons are headed by the reason alone; the others begin with a capital letter. */
const sections = new Map(
  runbook
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section.slice(section.indexOf('\n') + 1)]),
);
const ofReasons = [...sections].filter(([heading]) => /^[a-z]/.test(heading));
const sectionOf = (reason: Reason): string => sections.get(reason) ?? '';

/** One part of a reason's section, on one line. */
const part = (reason: Reason, name: (typeof partNames)[number]): string =>
  (sectionOf(reason).split(`**${name}.** `)[1]?.split(/^\*\*/m)[0] ?? '').replace(/\s+/g, ' ').trim();

const own = 'npx cognito-email-sender ';

/** The commands of a text's shell blocks that are AWS's or our own, each on one line. */
const commandsIn = (text: string): string[] =>
  [...text.matchAll(/```sh\n(.*?)```/gs)]
    .flatMap(([, block = '']) => block.replaceAll('\\\n', ' ').split('\n'))
    .map((line) => line.trim())
    .filter((line) => line.startsWith('aws ') || line.startsWith(own));

/** How each kind of failure ends, as the runbook words it. */
const fates: Readonly<Record<Kind, RegExp>> = {
  'set-up': /^Kept in the undelivered queue and alerted\b(?!.*\bskipped\b)/i,
  defect: /^Kept in the undelivered queue and alerted\b(?!.*\bskipped\b)/i,
  transient:
    /^Deferred, .*: Lambda tries again after 1 minute and after 2 more; then its on-failure destination puts it in the undelivered queue\./,
  recipient: /^Skipped\b.*\bnot kept, not alerted\b/,
  'on-purpose': /^Skipped\b.*\bnot kept, not alerted\b/,
};

describe('the runbook', () => {
  test('has a section for every reason of the closed list, in its order, and no other', () => {
    expect(ofReasons.map(([heading]) => heading)).toEqual(reasons);
    expect([...sections.keys()].slice(-reasons.length)).toEqual(reasons);
  });

  test.each(reasons)(
    '%s: says what it means, how to confirm it, how to fix it, and what happens meanwhile',
    (reason) => {
      expect([...sectionOf(reason).matchAll(/^\*\*(.+?)\.\*\* ./gm)].map(([, name]) => name)).toEqual(
        partNames,
      );
    },
  );

  test.each(reasons)('%s: has a command to confirm it', (reason) => {
    const confirm = sectionOf(reason).split('**Fix it.**')[0] ?? '';
    expect(commandsIn(confirm).length).toBeGreaterThan(0);
  });

  test.each(reasons.map((reason) => [reason, kindOf(reason)] as const))(
    '%s: what happens meanwhile is what becomes of a failure of kind %s',
    (reason, kind) => {
      expect(part(reason, 'Meanwhile')).toMatch(fates[kind]);
    },
  );

  test.each(reasons)('%s: says whether another Region and whether sending again helps', (reason) => {
    expect(part(reason, 'Meanwhile')).toMatch(/\bRegions?\b/);
    expect(part(reason, 'Meanwhile')).toMatch(/\bsend(ing)? (it )?again\b/i);
  });

  test.each(reasons)('%s: has every command that the alert has', (reason) => {
    const facts = {
      region: 'eu-west-1',
      from: 'a@example.com',
      identity: 'example.com',
      configurationSet: 'set',
    };
    /** AWS's service and operation, or our verb, of one word or two. */
    const operation = (command: string): string =>
      command.match(/^(aws \S+ \S+|npx \S+ \S+( [a-z]+)?)(?= |$)/)?.[0] ?? command;
    const here = new Set(commandsIn(sectionOf(reason)).map(operation));
    const alerted = adviceOn({ ...facts, reason }).steps.flatMap(({ command }) => command ?? []);
    expect(alerted.map(operation).filter((command) => !here.has(command))).toEqual([]);
  });

  test('groups the reasons in its first table as the table of reasons does', () => {
    const rows = runbook.slice(0, runbook.indexOf('\n## ')).match(/^\|.*\[.*$/gm) ?? [];
    const listed = rows.flatMap((row) => {
      const what = row.split('|')[1]?.trim() ?? '';
      const fate = what.split(/[,:]/)[0] ?? '';
      return [...row.matchAll(/\[([a-z-]+)\]\(#\1\)/g)].map(([, reason]) => [reason, fate] as const);
    });
    const fateOf: Readonly<Record<Kind, string>> = {
      'set-up': 'kept',
      defect: 'kept',
      transient: 'deferred',
      recipient: 'skipped',
      'on-purpose': 'skipped',
    };
    expect(new Map(listed)).toEqual(new Map(reasons.map((reason) => [reason, fateOf[kindOf(reason)]])));
  });

  test('says how long codes last as the table of trigger sources does', () => {
    const section = runbook.slice(runbook.indexOf('**Codes expire**'));
    const rows = section.slice(0, section.indexOf('\n\n## ')).match(/^\| `.*$/gm) ?? [];
    const lasts = new Map(
      rows.flatMap((row) => {
        const [, sources = '', words = ''] = row.split('|');
        const [, count, unit] = words.match(/(\d+) (minute|hour|day)/) ?? [];
        return [...sources.matchAll(/`(\w+)`/g)].map(([, name]) => [name, `${count} ${unit}s`] as const);
      }),
    );
    const settings = { authenticationCodeMinutes: 3, temporaryPasswordDays: 7 };
    const expected = triggerSources.map((source) => {
      const { count, unit } = lifetimeOf(stem(source), settings);
      return [source.replace('CustomEmailSender_', ''), `${count} ${unit}`] as const;
    });
    expect(lasts).toEqual(new Map(expected));
  });

  test('names alarms that template.yaml has', () => {
    const deployed = read(new URL('../template.yaml', docs));
    const alarms = [...runbook.matchAll(/`(\w+Alarm)`/g)].map(([, name]) => name);
    expect(alarms.length).toBeGreaterThan(5);
    expect(alarms.filter((name) => !deployed.includes(`\n  ${name}:\n`))).toEqual([]);
  });

  test('names only verbs that there are, and which stack they are about', () => {
    const ours = commandsIn(runbook).filter((command) => command.startsWith(own));
    const verbs = new Set(
      [
        ...read(new URL('tools.md', docs)).matchAll(
          /^npx cognito-email-sender ([a-z-]+)|^## ([a-z-]+(?:, [a-z-]+)*)$/gm,
        ),
      ].flatMap(([, verb, heading = '']) => [verb, ...heading.split(', ')]),
    );
    expect(ours.length).toBeGreaterThan(8);
    expect(ours.filter((command) => !verbs.has(command.slice(own.length).split(' ')[0]))).toEqual([]);
    expect(ours.filter((command) => !command.includes(' --stack <stack> --region <region>'))).toEqual([]);
  });

  test('names the Region in every command, but for IAM, which has none', () => {
    const commands = commandsIn(runbook.replace(/\|\n/g, '| ')).filter(
      (command) => !command.startsWith('aws iam '),
    );
    expect(commands.length).toBeGreaterThan(reasons.length);
    expect(commands.filter((command) => !command.includes(' --region <'))).toEqual([]);
  });
});
