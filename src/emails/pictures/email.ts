/** `npm run email`: one email as a message that mail clients open. */
import { runCommand } from '../../commands/command.ts';

const usage = `npm run email -- [<email> [<language> [<brand>]]] [--emails <directory>]
Writes an email with sample values as a message, for a mail client to open:

  npm run --silent email -- sign-up ja harbour > x.eml

  --trigger  which of the eight emails (sign-up)
  --locale   a language there are words for (en)
  --brand    a brand's name or an app client's id, of BRANDS or brands.json, else of the gallery's (the default brand)
  --emails   (or EMAILS) of a directory of your own emails in the place of ours`;
const options = { trigger: 'sign-up', locale: 'en', brand: '', emails: process.env['EMAILS'] ?? '' };
const positionals = ['trigger', 'locale', 'brand'] as const;

await runCommand({ usage, options, positionals }, async (wanted) => {
  // Loaded only now: it renders what the build has just compiled.
  const { messageOf } = await import('./message-of.ts');
  process.stdout.write(messageOf(wanted));
});
