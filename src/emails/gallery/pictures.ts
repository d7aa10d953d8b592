/** `npm run pictures`: the README's pictures of the emails and of the playground's page. */
import { runCommand } from '../../commands/command.ts';

const usage = `npm run pictures -- [--help]
Takes the pictures of docs/images anew with headless Chromium (CHROMIUM in the environment names another one). Letters come
from the fonts of this machine, so have fonts for Japanese and Arabic here.`;

await runCommand({ usage }, async () => {
  // Loaded only now: it renders what the build has just compiled.
  const { takePictures } = await import('./take-pictures.ts');
  await takePictures();
  const { takePagePictures } = await import('../../../playground/take-page-pictures.ts');
  await takePagePictures();
});
