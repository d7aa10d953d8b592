import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { pasteable, type Target } from '../cli/pasteable.ts';
import type { Result } from '../cli/verb-context.ts';
import { compileSources } from '../emails/compile-sources.ts';
import { type Diagnostic, formatDiagnostics } from '../emails/diagnostic.ts';
import { withoutTypes } from '../emails/module.ts';
import { readOverlayToDeploy } from '../emails/overlay/read-overlay-directory.ts';
import { readSources } from '../emails/sources.ts';
import { Mistake } from '../mistake.ts';
import { zipOf } from '../release/zip.ts';
import { shellWord } from '../terminal/shell-word.ts';

export interface BuildOptions {
  readonly emails?: string;
  readonly out: string;
}

/** The function without its emails, and a check that is not deployed; the npm package has them. */
const parts = fileURLToPath(new URL('../../dist/parts', import.meta.url));
const ours = fileURLToPath(new URL('../../emails', import.meta.url));

/**
 * Compiles the emails, adds them to the rest of the function, and writes the zip.
 *
 * @throws {Mistake} in a clone, which builds from its sources; for a directory that is not there or empty; for a zip that
 *   cannot be written.
 */
export async function buildFunction(_: unknown, options: BuildOptions & Target): Promise<Result> {
  const { emails = '', out, functionArn, region } = options;
  if (!existsSync(parts)) {
    throw new Mistake(
      'In a clone, the function is built from its sources.',
      'Run: npm run build -- --emails DIR',
    );
  }
  const compiled = await compileSources(
    await readSources(ours, where(ours)),
    await readOverlayToDeploy(emails),
    { brands: process.env['BRANDS'] },
  );
  const { notes, overlaid } = compiled;
  if (compiled.diagnostics.length > 0) return refused(compiled.diagnostics);
  const module = withoutTypes(compiled.module);
  const brandProblems = await problemsOfBuiltInBrands(module);
  if (brandProblems.length > 0) {
    const fix = 'docs/emails.md says what a brand has.';
    return refused(brandProblems.map((what) => ({ file: `${emails}/brands.json`, what, fix })));
  }
  const files = readdirSync(join(parts, 'function')).map(
    (name) => [name, readFileSync(join(parts, 'function', name))] as const,
  );
  const zip = zipOf(new Map<string, Uint8Array>([...files, ['emails.mjs', Buffer.from(module)]]));
  write(out, zip);
  const size = `${Math.ceil(zip.length / 1000)} kB`;
  const deploy = [
    `aws lambda update-function-code --zip-file ${shellWord(`fileb://${out}`)} --publish`,
    `--function-name ${functionArn ?? 'FUNCTION_NAME'}`,
    ...(region === undefined ? [] : [`--region ${region}`]),
  ].join(' ');
  return {
    json: { out, bytes: zip.length, overlaid, notes },
    lines: [
      ...overlaid,
      ...(notes.length > 0 ? [formatDiagnostics(notes)] : []),
      `${out}, ${size}. To deploy it:`,
      `  ${pasteable(deploy, options)}`,
    ],
    exitCode: 0,
  };
}

/** Where a person finds what the package brings: from here, if it is below. */
function where(directory: string): string {
  const path = relative(process.cwd(), directory);
  return path.startsWith('..') ? directory : path;
}

const refused = (diagnostics: readonly Diagnostic[]): Result => ({
  json: { diagnostics },
  lines: [`The emails cannot be built:\n${formatDiagnostics(diagnostics)}`],
  exitCode: 1,
});

/** Reads the brands that are built in as the sender will when it starts. */
async function problemsOfBuiltInBrands(module: string): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'emails-'));
  try {
    for (const name of readdirSync(join(parts, 'check'))) {
      writeFileSync(join(folder, name), readFileSync(join(parts, 'check', name)));
    }
    writeFileSync(join(folder, 'emails.mjs'), module);
    const { hasBuiltInBrands, readBuiltInBrands } = await import(
      pathToFileURL(join(folder, 'brands.mjs')).href
    );
    if (!hasBuiltInBrands) return [];
    const from = { address: 'no-reply@auth.example.com' };
    return readBuiltInBrands({ name: '', from, configurationSet: 'any', links: new Map() }).problems;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function write(out: string, zip: Uint8Array): void {
  try {
    writeFileSync(out, zip);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Mistake(
      `${resolve(out)} cannot be written (${code}).`,
      'Name a file in a folder that is there: --out',
    );
  }
}
