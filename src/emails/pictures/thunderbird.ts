/** `npm run thunderbird`: every email in Thunderbird itself, as pictures. */
import { runCommand } from '../../commands/command.ts';

const usage = `npm run thunderbird -- [--out <directory>] [--locales <tags>] [--brands <ids>] [--emails <directory>]
Opens every email in Thunderbird, light and dark, on a screen that nobody sees, and takes a picture of each window. Needs
Thunderbird, Xvfb and ImageMagick (apt-get install thunderbird xvfb imagemagick); your own profile is left alone.

  --out      where the pictures go (dist/thunderbird)
  --locales  languages, separated by commas (en,ar)
  --brands   app clients' ids, separated by commas; the default brand when there are none
  --emails   (or EMAILS) of a directory of your own emails in the place of ours`;
const options = {
  out: 'dist/thunderbird',
  locales: 'en,ar',
  brands: '',
  emails: process.env['EMAILS'] ?? '',
};

await runCommand({ usage, options }, async ({ out, locales, brands }) => {
  // Loaded only now: it renders what the build has just compiled.
  const { takeThunderbirdPictures } = await import('./take-thunderbird-pictures.ts');
  await takeThunderbirdPictures({ out, locales: locales.split(','), brands: brands.split(',') });
});
