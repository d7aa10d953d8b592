/** `npm run pictures`: the README's pictures of the emails and of the playground's page. */
import { runCommand } from '../../commands/command.ts';

const usage = `npm run pictures -- [--out <directory>] [--emails <directory>]
Takes the pictures of the README and the documents anew with headless Chromium (CHROMIUM in the environment names another
one). Letters come from the fonts of this machine, so have fonts for Japanese and Arabic here.

  --out     where they go (docs/images)
  --emails  (or EMAILS) of a directory of your own emails in the place of ours`;
const options = { out: 'docs/images', emails: process.env['EMAILS'] ?? '' };

await runCommand({ usage, options }, async ({ out, emails }) => {
  // Loaded only now: it renders what the build has just compiled.
  const { takePictures } = await import('./take-pictures.ts');
  await takePictures(out, emails);
  const { takePagePictures } = await import('../../../playground/take-page-pictures.ts');
  await takePagePictures(out);
});
