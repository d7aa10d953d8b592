import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { stackName } from '../../playground/deployment.ts';
import { homeRegion } from '../../playground/fixtures.ts';
import type { Playground } from '../../playground/playground.ts';
import { environmentFor, startIn } from '../../playground/states.ts';
import { lifetimeOf, stem, triggerSources } from '../../src/trigger-source.ts';

// A command takes seconds: the tool starts, and sees that nothing more comes.
jest.setTimeout(60_000);

/** What the runbook has the reader paste into a shell, run as it stands against a playground. */
const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
const tool = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const sectionOf = (heading: string): string => runbook.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';

/** The shell blocks of a section that call the tool. */
const blocksIn = (heading: string): string[] =>
  [...sectionOf(heading).matchAll(/^```sh\n(.*?)^```/gms)]
    .map(([, text = '']) => text)
    .filter((text) => text.includes('npx cognito-email-sender'));

describe('what is pasted into a shell', () => {
  let directory: string;
  let playground: Playground;
  let close: () => Promise<void>;
  beforeEach(async () => {
    ({ playground, close } = await startIn('recovered'));
    directory = mkdtempSync(join(tmpdir(), 'runbook-'));
    // What `npx` would find once the package is installed.
    const npx = `#!/bin/sh\n[ "$1" = cognito-email-sender ] || exit 64\nshift\nexec "${process.execPath}" --disable-warning=ExperimentalWarning "${tool}" "$@"\n`;
    writeFileSync(join(directory, 'npx'), npx);
    chmodSync(join(directory, 'npx'), 0o755);
  });
  afterEach(async () => {
    await close();
    rmSync(directory, { recursive: true });
  });

  const run = async (script: string, reason = 'sandbox-recipient-unverified'): Promise<string> => {
    const filled = script
      .replaceAll('<stack>', stackName)
      .replaceAll('<region>', homeRegion)
      .replaceAll('<reason>', reason);
    const child = spawn('sh', ['-c', filled], {
      cwd: directory,
      // Nothing of the machine's but its tools.
      env: {
        NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
        ...environmentFor(playground.url),
        HOME: directory,
        PATH: `${directory}:${process.env['PATH']}`,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    await new Promise((resolve) => child.once('close', resolve));
    // Whatever happens, nobody's address is shown.
    expect(output.replaceAll('you@example.com', '')).not.toMatch(/@example|carla/);
    return output;
  };

  test('shows what is kept and changes nothing', async () => {
    const [list = ''] = blocksIn('What is kept');
    const output = await run(list);
    expect(output).toContain('8 emails');
    expect(playground.queue).toHaveLength(10);
  });

  test('throws away what is dead, and that alone', async () => {
    const [, discard = ''] = blocksIn('What is kept');
    await run(discard);
    expect(playground.queue).toHaveLength(8);
    expect(playground.mailbox).toEqual([]);
  });

  test('shows, tests and then sends what was kept for the reason that was fixed', async () => {
    const blocks = blocksIn('Send kept events again');
    expect(blocks).toHaveLength(1);
    await run(blocks[0] ?? '');
    expect(playground.mailbox.map(({ to }) => to[0])).toEqual([
      'success@simulator.amazonses.com',
      'eva.lopes@example.com',
      'carla.dias@example.com',
      'bruno.reis@example.com',
    ]);
    // What is dead, what was kept for other reasons, what was changed, and what is no record.
    expect(playground.queue).toHaveLength(6);
  });

  test('proves a fix, and shows that there is none', async () => {
    const [sendTest = ''] = blocksIn('Prove a fix');
    expect(await run(sendTest)).toContain('Accepted by SES');
    playground.region(homeRegion).sending = 'paused';
    expect(await run(sendTest)).toContain('sending-paused');
  });
});

test('the runbook says how long what each email carries lives, as the sender judges it', () => {
  const settings = { authenticationCodeMinutes: 3, temporaryPasswordDays: 7 };
  const rows = sectionOf('What is kept')
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  const said = Object.fromEntries(
    rows.flatMap((row) => {
      const [, sources = '', life = ''] = row.split('|');
      const lasts = life.match(/\d+ (minutes|hours?|days)/)?.[0];
      return [...sources.matchAll(/`(\w+)`/g)].map(([, source]) => [`CustomEmailSender_${source}`, lasts]);
    }),
  );
  expect(said).toEqual(
    Object.fromEntries(
      triggerSources.map((source) => {
        const { count, unit } = lifetimeOf(stem(source), settings);
        return [source, `${count} ${count === 1 ? unit.slice(0, -1) : unit}`];
      }),
    ),
  );
});
