import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';

/**
 * The directory of a company's own emails: what `--emails` says on the command line, else the variable EMAILS.
 *
 * @returns Undefined when neither does, or is empty.
 * @throws {Error} The directory is not there; the message is all there is to say.
 */
export function readOverlayOption(args: readonly string[], env: NodeJS.ProcessEnv): string | undefined {
  const { values } = parseArgs({ args: [...args], options: { emails: { type: 'string' } }, strict: false });
  const directory = String(values.emails ?? env['EMAILS'] ?? '').replace(/\/+$/, '');
  if (directory === '') return undefined;
  if (existsSync(directory)) return directory;
  const from = values.emails === undefined ? 'EMAILS' : '--emails';
  throw new Error(
    `${from} is ${directory}, which is not there; it should be a directory of emails, such as ../our-emails`,
  );
}
