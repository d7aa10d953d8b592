/** Something in `emails/` that the build does not accept, for a designer or a translator to fix. */
export interface Diagnostic {
  /** Relative to the project, as `emails/sign-up.mjml`. */
  readonly file: string;
  /** From 1; absent when the whole file is meant. */
  readonly line?: number;
  /** What is wrong, naming what was found. */
  readonly what: string;
  /** What to do about it. */
  readonly fix: string;
}

/** All that the build reports, two lines each. */
export const formatDiagnostics = (diagnostics: readonly Diagnostic[]): string =>
  diagnostics
    .map(({ file, line, what, fix }) => `${file}${line === undefined ? '' : `:${line}`}  ${what}\n    ${fix}`)
    .join('\n');

/** Thrown by the build; its message is the whole list. */
export class EmailsError extends Error {
  override readonly name = 'EmailsError';
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(`the emails cannot be built:\n${formatDiagnostics(diagnostics)}`);
    this.diagnostics = diagnostics;
  }
}

/** The line, from 1, on which a character of a text is. */
export const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;
