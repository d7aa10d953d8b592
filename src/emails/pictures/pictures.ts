/** `npm run pictures`: the README's pictures of the emails and of the playground's page. */
import { runCommand } from '../../commands/command.ts';

const usage = `npm run pictures -- [--emails <directory>]
Takes the pictures of docs/images anew with headless Chromium (CHROMIUM in the environment names another one). Letters come
from the fonts of this machine, so have fonts for Japanese and Arabic here.

  --emails  (or EMAILS) of a directory of your own emails in the place of ours`;
const options = { emails: process.env['EMAILS'] ?? '' };

await runCommand({ usage, options }, async ({ emails }) => {
  // Loaded only now: it renders what the build has just compiled.
  const { takePictures } = await import('./take-pictures.ts');
  await takePictures(emails);
  const { takePagePictures } = await import('../../../playground/take-page-pictures.ts');
  await takePagePictures();
});
