import { readFileSync, statSync } from 'node:fs';
import { chmod, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { triggerSources } from '../../src/trigger-source.ts';
import { type Checkout, copyCheckout } from '../support/checkout.ts';

const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync('package.json', 'utf8'));
/** What package.json has Node run of ours, by name: the arguments after `node`. */
const commands = Object.entries(scripts)
  .filter(([name, script]) => script.startsWith('node') && !script.includes('jest') && name !== 'cli')
  .map(([name, script]): [name: string, args: string[]] => [name, script.split(' ').slice(1)]);
const argumentsOf = (name: string): string[] => commands.find(([other]) => other === name)?.[1] ?? [];

// Each test is a process or two, on a machine that may have more to do.
jest.setTimeout(30_000);

const oneLine = /^[^\n]+\n$/;
let checkout: Checkout;
beforeAll(async () => {
  // A space and a # as well, since every command should work in such a folder.
  checkout = await copyCheckout('a #check out-');
});
afterAll(() => checkout.remove());

/** Every file of the checkout, but for the dependencies, with the time it was last written. */
async function state(): Promise<Record<string, number>> {
  const top = (await readdir(checkout.directory)).filter((name) => name !== 'node_modules');
  const below = top.map(async (name) =>
    (await stat(join(checkout.directory, name))).isDirectory()
      ? (await readdir(join(checkout.directory, name), { recursive: true })).map((file) => join(name, file))
      : [],
  );
  const names = [...top, ...(await Promise.all(below)).flat()];
  const times = names.map(
    async (name) => [name, (await stat(join(checkout.directory, name))).mtimeMs] as const,
  );
  return Object.fromEntries(await Promise.all(times));
}

describe('every command of package.json', () => {
  /** What it was before a test is what it was after the one before it. */
  let before: Record<string, number>;
  beforeAll(async () => {
    before = await state();
  });

  async function expectNothingWritten(): Promise<void> {
    const was = before;
    before = await state();
    expect(before).toEqual(was);
  }

  test('is looked at', () => {
    expect(commands.map(([name]) => name)).toEqual(
      expect.arrayContaining(['build', 'start', 'events', 'bench']),
    );
    expect(commands.length).toBeGreaterThanOrEqual(10);
  });

  test.each(commands)('%s: --help is an answer, and nothing is built or written for it', async (_, args) => {
    const { code, stdout, stderr } = await checkout.node([...args, '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^npm (start|run [\w:]+) -- \[.*\n.+/);
    await expectNothingWritten();
  });

  test.each(commands)('%s: an unknown option is one line and 2', async (_, args) => {
    const { code, stdout, stderr } = await checkout.node([...args, '--nope']);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(oneLine) });
    await expectNothingWritten();
  });

  test.each([
    ['test:ledger', ['abc']],
    ['test:ledger', ['0']],
    ['test:ledger', ['100', 'x']],
    ['simulate:burst', ['--sendRate', 'abc']],
    ['simulate:burst', ['--events', '']],
    ['bench', ['--runs', '0']],
    ['bench:render', ['--runs', 'many']],
    ['start', ['--port', '65536']],
    ['start', ['--port', '1.5']],
  ])('%s %j: a bad number is one line and 2', async (name, args) => {
    const ended = await checkout.node([...argumentsOf(name), ...args]);
    expect(ended).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(oneLine) });
  });
});

describe('in a folder whose name has a space and a #', () => {
  test('npm start builds the sender and sends the eight emails', async () => {
    const args = [...argumentsOf('start'), '--once', '--port', '0'];
    const { code, stdout, stderr } = await checkout.node(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.match(/ accepted /g)).toHaveLength(triggerSources.length);
  }, 30_000);
});

/** Whether a stranger may enter every folder on the way to a file. */
function mayAnybodyReach(path: string): boolean {
  const folder = dirname(path);
  return (statSync(folder).mode & 1) === 1 && (folder === dirname(folder) || mayAnybodyReach(folder));
}

describe("a user's mistake is told without a stack", () => {
  test.each([
    ['missing', undefined],
    ['empty', ''],
    ['cut', '{"version": "1", "trig'],
  ])('a sample event that is %s', async (_, content) => {
    const file = join(checkout.directory, 'events/resend-code.json');
    const whole = readFileSync(file);
    if (content === undefined) await rm(file);
    else await writeFile(file, content);
    const ended = await checkout.node(['playground/main.ts', '--once', '--port', '0']);
    await writeFile(file, whole);
    expect(ended).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(oneLine) });
    expect(ended.stderr).toContain('events/resend-code.json');
  });

  test('a key that was renamed in English alone', async () => {
    const file = join(checkout.directory, 'emails/locales/en.json');
    const whole = readFileSync(file, 'utf8');
    await writeFile(file, whole.replace('"codeLasts":', '"codeLast":'));
    const { code, stdout, stderr } = await checkout.node(argumentsOf('start'));
    await writeFile(file, whole);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.split('\n').length).toBeLessThan(12);
    for (const named of ['"common.codeLast"', '"common.codeLasts"', 'ja.json:', 'sign-up.mjml:']) {
      expect(stderr).toContain(named);
    }
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  // Root may write everywhere, so then the command runs as nobody: where nobody may run what is in root's home.
  const isRoot = process.getuid?.() === 0;
  const whereItCanBe = isRoot && !mayAnybodyReach(process.execPath) ? test.skip : test;
  whereItCanBe('a checkout that is not theirs to write', async () => {
    const asNobody = isRoot ? { uid: 65_534, gid: 65_534 } : {};
    const folder = join(checkout.directory, 'src/sender/render');
    await chmod(checkout.directory, 0o555);
    await chmod(folder, 0o555);
    const ended = await checkout.node(argumentsOf('build'), asNobody);
    await chmod(folder, 0o755);
    await chmod(checkout.directory, 0o755);
    expect(ended).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(oneLine) });
    expect(ended.stderr).toContain('EACCES');
  });
});

describe('what has to be there first', () => {
  let bare: Checkout;
  beforeAll(async () => {
    bare = await copyCheckout('bare-', { installed: false });
  });
  afterAll(() => bare.remove());

  test.each(commands)('%s without npm ci is one sentence', async (_, args) => {
    const ended = await bare.node(args);
    expect(ended).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(oneLine) });
    expect(ended.stderr).toContain('npm ci');
  });

  test.each(commands)('%s on a Node that does not run TypeScript is one sentence', async (_, args) => {
    const ended = await checkout.node(['--no-experimental-strip-types', ...args]);
    expect(ended).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(oneLine) });
    expect(ended.stderr).toContain(process.version);
  });
});
