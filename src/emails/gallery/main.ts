/**
 * `npm run emails`: the gallery, until Ctrl-C. `--emails` (or `EMAILS`) shows a directory of your own emails in the place of
 * ours, `BRANDS` your own brands.
 */
import { readOverlayOption } from '../overlay/overlay-option.ts';
import { type Gallery, openGallery } from './gallery.ts';

const overlay = readOverlayOption(process.argv.slice(2), process.env);
const first = Number(process.env['PORT'] ?? 8045);

async function openOnFreePort(port: number): Promise<Gallery> {
  try {
    return await openGallery({ directory: 'emails', overlay, brands: process.env['BRANDS'], port });
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
