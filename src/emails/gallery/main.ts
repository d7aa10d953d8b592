/** `npm run emails`: the gallery, until Ctrl-C. `BRANDS` in the environment shows your own brands. */
import { type Gallery, openGallery } from './gallery.ts';

const first = Number(process.env['PORT'] ?? 8045);

async function openOnFreePort(port: number): Promise<Gallery> {
  try {
    return await openGallery({ directory: 'emails', brands: process.env['BRANDS'], port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || port > first + 20) throw error;
    return openOnFreePort(port + 1);
  }
}

const gallery = await openOnFreePort(first);
process.stdout.write(
  `The emails are at ${gallery.url} (Ctrl-C ends). Save a file in emails/ and look again.\n`,
);
process.once('SIGINT', () => void gallery.close());
process.once('SIGTERM', () => void gallery.close());
