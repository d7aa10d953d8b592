/**
 * `npm run thunderbird -- [--out <directory>] [--locale <tag>]… [--brand <client id>]…`: every email in Thunderbird itself,
 * light and dark, as pictures of its window. Needs Thunderbird, Xvfb and ImageMagick (`apt-get install thunderbird
 * xvfb imagemagick`); leaves the user's own profile alone.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
import { stems } from '../../trigger-source.ts';
import { buildEmails } from '../build-emails.ts';

const run = promisify(execFile);
const args = process.argv.slice(2);
const { values: options } = parseArgs({
  args,
  options: {
    out: { type: 'string', default: 'dist/thunderbird' },
    locale: { type: 'string', multiple: true, default: ['en', 'ar'] },
    brand: { type: 'string', multiple: true, default: [''] },
    display: { type: 'string', default: ':97' },
    emails: { type: 'string' },
  },
});
await buildEmails(args);
const { render } = await import('../../sender/render/render.ts');
const { readGalleryBrands } = await import('./gallery-brands.ts');
const { sampleContent, sampleLinks } = await import('./samples.ts');
const { toMime } = await import('./to-mime.ts');

const { defaultBrand, brands } = readGalleryBrands(process.env['BRANDS']);
const windowSize = { width: 760, height: 1000 };

/** Preferences for a window that shows a message and nothing else: no assistants, no news, no network. */
const preferences = (scheme: 'light' | 'dark'): string =>
  Object.entries({
    'app.donation.eoy.version.viewed': 999,
    'app.update.enabled': false,
    'browser.policies.runOncePerModification.extensionsInstall': '[]',
    'datareporting.policy.dataSubmissionEnabled': false,
    'extensions.activeThemeID': `thunderbird-compact-${scheme}@mozilla.org`,
    'mail.openMessageBehavior': 1,
    'mail.provider.suppress_dialog_on_startup': true,
    'mail.rights.version': 1,
    'mail.shell.checkDefaultClient': false,
    'mail.spotlight.firstRunDone': true,
    'mailnews.start_page.enabled': false,
    'messenger.status.reportOffline': false,
    'network.online': false,
    'offline.autoDetect': false,
    'toolkit.telemetry.enabled': false,
    'ui.systemUsesDarkTheme': scheme === 'dark' ? 1 : 0,
  })
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`)
    .join('\n');

const env = { ...process.env, DISPLAY: options.display, MOZ_DISABLE_CONTENT_SANDBOX: '1' };
const started: ChildProcess[] = [];
const start = (command: string, ...parameters: string[]): ChildProcess => {
  const child = spawn(command, parameters, { env, stdio: 'ignore' });
  child.on('error', ({ message }) => {
    process.stderr.write(`${message}: apt-get install thunderbird xvfb imagemagick\n`);
    process.exit(2);
  });
  started.push(child);
  return child;
};

await mkdir(options.out, { recursive: true });
const folder = await mkdtemp(join(tmpdir(), 'thunderbird-'));
start('Xvfb', options.display, '-screen', '0', `${windowSize.width}x${windowSize.height}x24`);
await sleep(1500);
try {
  for (const scheme of ['light', 'dark'] as const) {
    for (const brandId of options.brand) {
      for (const locale of options.locale) {
        for (const stem of stems) await takePicture({ stem, locale, brandId, scheme });
      }
    }
  }
} finally {
  for (const child of started) child.kill();
  await rm(folder, { recursive: true, force: true });
}

async function takePicture({
  stem,
  locale,
  brandId,
  scheme,
}: {
  readonly stem: (typeof stems)[number];
  readonly locale: string;
  readonly brandId: string;
  readonly scheme: 'light' | 'dark';
}): Promise<void> {
  const brand = { ...(brands.get(brandId) ?? defaultBrand), links: sampleLinks };
  const name = [stem, locale, brandId, scheme].filter(Boolean).join('-');
  const to = { name: 'Ada Lovelace', address: 'ada@example.com' };
  const email = render(sampleContent(stem, locale, brand));
  const file = join(folder, `${name}.eml`);
  await writeFile(file, toMime(email, { from: brand.from, to, date: new Date() }));
  const profile = join(folder, name);
  await mkdir(profile);
  await writeFile(join(profile, 'user.js'), preferences(scheme));
  const { width, height } = windowSize;
  const client = start('thunderbird', '--no-remote', '--profile', profile, file);
  await sleep(15_000);
  const target = join(options.out, `${name}.png`);
  await run('import', ['-window', 'root', '-resize', `${width}x${height}`, target], { env });
  const ended = new Promise((resolve) => client.once('exit', resolve));
  client.kill();
  await ended;
  process.stdout.write(`${target}\n`);
}
