/** `npm run test:browser`: every email looked at in Chromium. */
import { runCommand } from '../../src/commands/command.ts';

const usage = `npm run test:browser -- [--sheets <directory>]
Looks at every email as mail clients show it, in headless Chromium (CHROMIUM in the environment names another one): in light,
in dark, inverted, without styles, without pictures, on a phone, on a watch, at 200 %. axe finds no violation, nothing is wider than
the window, the name can be read, the code stands on one line, and a double click on it selects the code.

  --sheets  take contact sheets instead, for people to look at`;
const options = { sheets: '' };

await runCommand({ usage, options }, async ({ sheets }) => {
  // Loaded only now: it renders what the build has just compiled.
  const { lookAtEmails, takeContactSheets } = await import('./look-at-emails.ts');
  if (sheets) await takeContactSheets(sheets);
  else if ((await lookAtEmails()) > 0) process.exitCode = 1;
});
