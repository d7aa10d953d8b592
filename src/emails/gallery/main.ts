/** `npm run emails`: the gallery, until Ctrl-C. */
import { runCommand } from '../../commands/command.ts';
import { Mistake } from '../../mistake.ts';
import type { OpenGallery } from './open-gallery.ts';

const usage = `npm run emails -- [--port <number>] [--emails <directory>]
Shows every email in every language, brand, colour scheme and mail client in a browser, and again whenever a file is saved.

  --port    (or PORT) listen on this port, or on the first free one of the 20 after it (8045)
  --emails  (or EMAILS) show a directory of your own emails in the place of ours

BRANDS in the environment shows brands of your own instead of the made-up ones.`;
const options = {
  emails: process.env['EMAILS'] ?? '',
  port: { default: 8045, max: 65_535, env: 'PORT' },
} as const;

await runCommand({ usage, options }, async ({ port, emails }) => {
  const gallery = await openOnFreePort(port, emails);
  process.stdout.write(
    `The emails are at ${gallery.url} (Ctrl-C ends). Save a file in emails/ and look again.\n`,
  );
  process.once('SIGINT', () => void gallery.close());
  process.once('SIGTERM', () => void gallery.close());
});

/** @throws {Mistake} None of the ports can be listened on. */
async function openOnFreePort(first: number, overlay: string): Promise<OpenGallery> {
  // Loaded only now: the arguments are read first.
  const { openGallery } = await import('./open-gallery.ts');
  const last = Math.min(first + 20, 65_535);
  for (let port = first; port <= last; port += 1) {
    try {
      return await openGallery({ directory: 'emails', overlay, brands: process.env['BRANDS'], port });
    } catch (error) {
      const { code, syscall } = error as NodeJS.ErrnoException;
      if (syscall !== 'listen') throw error;
      if (code !== 'EADDRINUSE')
        throw new Mistake(`Port ${port} cannot be listened on (${code}).`, 'Choose another with --port.');
    }
  }
  throw new Mistake(`The ports from ${first} to ${last} are all in use.`, 'Choose another with --port.');
}
