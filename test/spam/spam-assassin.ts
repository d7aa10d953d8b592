/** `npm run test:spam`: what SpamAssassin makes of every email in every language. */
import { runCommand } from '../../src/commands/command.ts';

const usage = `npm run test:spam -- [--help]
Asks SpamAssassin (apt-get install spamassassin) what it makes of every email in every language, without the network. Any
rule that scores is a problem: nothing in these emails should look like spam.`;

await runCommand({ usage }, async () => {
  // Loaded only now: it renders what the build has just compiled.
  const { judgeEmails } = await import('./judge-emails.ts');
  if (judgeEmails() > 0) process.exitCode = 1;
});
