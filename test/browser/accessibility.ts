/** `npm run test:browser`: every email looked at in Chromium. */
import { runCommand } from '../../src/commands/command.ts';

const usage = `npm run test:browser -- [--help]
Looks at every email in headless Chromium (CHROMIUM in the environment names another one), in light, in dark and on a phone:
axe finds no violation, and nothing is wider than the narrowest phone.`;

await runCommand({ usage }, async () => {
  // Loaded only now: it renders what the build has just compiled.
  const { lookAtEmails } = await import('./look-at-emails.ts');
  if ((await lookAtEmails()) > 0) process.exitCode = 1;
});
