import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Mistake } from '../../mistake.ts';
import { stems } from '../../trigger-source.ts';
import { messageOf } from './message-of.ts';

/** Which pictures are wanted, and where they go. */
export interface WantedPictures {
  readonly out: string;
  readonly locales: readonly string[];
  /** App clients' ids; an empty one is the default brand. */
  readonly brands: readonly string[];
}

type Scheme = 'light' | 'dark';

/** A display that is likely to be free: those of people start at 0. */
const display = ':97';
const env = { ...process.env, DISPLAY: display };
const screen = '760x1000x24';
/** A window without its message is a smaller picture (at most 41 kB of PNG, seen) than one with it (from 69 kB on). */
const leastBytes = 55_000;

/**
 * Opens every email in Thunderbird, light and dark, and takes a picture of each window.
 *
 * @throws {Mistake} A program is missing.
 */
export async function takeThunderbirdPictures({ out, locales, brands }: WantedPictures): Promise<void> {
  await mkdir(out, { recursive: true });
  const folder = await mkdtemp(join(tmpdir(), 'thunderbird-'));
  const server = await start('Xvfb', [display, '-screen', '0', screen]);
  try {
    await sleep(1500);
    for (const scheme of ['light', 'dark'] as const)
      for (const brand of brands)
        for (const locale of locales)
          for (const trigger of stems) {
            const name = [trigger, locale, brand, scheme].filter(Boolean).join('-');
            const profile = join(folder, name);
            await mkdir(profile);
            await writeFile(join(profile, 'user.js'), preferences(scheme));
            const file = join(profile, `${name}.eml`);
            await writeFile(file, messageOf({ trigger, locale, brand, link: true }));
            await takePicture({ profile, file, target: join(out, `${name}.png`) });
          }
  } finally {
    server.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

/** One message, one window, one picture; a second try where the window came without the message. */
async function takePicture(picture: Picture, tries = 2): Promise<void> {
  const { profile, file, target } = picture;
  const client = await start('thunderbird', ['--no-remote', '--profile', profile, file]);
  const done = await settledPicture(target);
  const ended = once(client, 'exit');
  client.kill();
  await ended;
  if (!done && tries > 1) return takePicture(picture, tries - 1);
  process.stdout.write(
    done ? `${target}\n` : `${target} does not show the message: Thunderbird did not open it\n`,
  );
}

interface Picture {
  readonly profile: string;
  readonly file: string;
  readonly target: string;
}

/** Takes pictures of the screen until one shows a message and is as the one before; for a minute at most. */
async function settledPicture(target: string): Promise<boolean> {
  let before: Buffer | undefined;
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    await sleep(2000);
    await promisify(execFile)('import', ['-window', 'root', '-strip', target], { env });
    const now = await readFile(target);
    if (now.length > leastBytes && before?.equals(now)) return true;
    before = now;
  }
  return false;
}

async function start(command: string, args: readonly string[]): Promise<ChildProcess> {
  const child = spawn(command, args, { env, stdio: 'ignore' });
  await once(child, 'spawn').catch(({ message }: Error) => {
    throw new Mistake(`${message}: apt-get install thunderbird xvfb imagemagick`);
  });
  return child;
}

/** For a window that shows a message and nothing else: no assistants, no news, no network. */
const preferences = (scheme: Scheme): string =>
  Object.entries({
    'app.donation.eoy.version.viewed': 999,
    'app.update.enabled': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'extensions.activeThemeID': `thunderbird-compact-${scheme}@mozilla.org`,
    'mail.openMessageBehavior': 1,
    'mail.provider.suppress_dialog_on_startup': true,
    'mail.rights.version': 1,
    'mail.shell.checkDefaultClient': false,
    'mail.spotlight.firstRunDone': true,
    'mailnews.start_page.enabled': false,
    'network.online': false,
    'offline.autoDetect': false,
    'toolkit.telemetry.enabled': false,
    'ui.systemUsesDarkTheme': scheme === 'dark' ? 1 : 0,
  })
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`)
    .join('\n');
