import { compileEmails } from './compile.ts';
import { formatDiagnostics } from './diagnostic.ts';
import { readOverlayOption } from './overlay/overlay-option.ts';

/**
 * Compiles the emails for a command, and tells people what an overlay does and lacks. Where something is refused it
 * says so and ends the process: no stack trace would help.
 *
 * @param args The command's own, of which `--emails` counts.
 */
export async function buildEmails(args: readonly string[]): Promise<void> {
  try {
    const overlay = readOverlayOption(args, process.env);
    const { overlaid, notes } = await compileEmails(overlay);
    if (overlay) process.stderr.write(`emails of ${overlay} in the place of ours\n`);
    for (const line of overlaid) process.stderr.write(`  ${line}\n`);
    if (notes.length > 0) process.stderr.write(`${formatDiagnostics(notes)}\n`);
  } catch (error) {
    if (!(error instanceof Error) || error instanceof TypeError) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
