/**
 * `npm run build`: the emails become a typed module, then the sender becomes `dist/lambda/handler.mjs` and the watch
 * `dist/watch/handler.mjs`. Source maps go into `dist/maps`: nothing that runs reads them.
 */
import { runCommand } from './src/commands/command.ts';

const usage = `npm run build -- [--emails <directory>]
Compiles emails/ and bundles the sender and the watch: dist/lambda/ and dist/watch/ are what is deployed.

  --emails  (or EMAILS) lay a directory of your own emails over ours (docs/emails.md)`;
const options = { emails: process.env['EMAILS'] ?? '' };

await runCommand({ usage, options }, async ({ emails }) => {
  // The compilers are loaded only now: the arguments are read first.
  const { buildEmails } = await import('./src/emails/build-emails.ts');
  const { buildFunctions } = await import('./src/bundle/build-functions.ts');
  await buildEmails(emails);
  await buildFunctions();
});
