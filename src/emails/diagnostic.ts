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

/** Where what is wrong goes. */
export interface Reporting {
  readonly report: (diagnostic: Diagnostic) => void;
}

/**
 * All that the build reports, two lines each. What is the same in several places, as after a key was renamed in one
 * language, is said once.
 */
export function formatDiagnostics(diagnostics: readonly Diagnostic[]): string {
  const places = new Map<string, string[]>();
  for (const { file, line, what, fix } of diagnostics) {
    const text = `${what}\n    ${fix}`;
    const place = line === undefined ? file : `${file}:${line}`;
    places.set(text, [...(places.get(text) ?? []), place]);
  }
  return [...places]
    .map(([text, [first, ...others]]) => {
      const more =
        others.length === 0 ? '' : ` and ${others.length} more (${others.map(shorten).join(', ')})`;
      return `${first}${more}  ${text}`;
    })
    .join('\n');
}

const shorten = (place: string): string => place.slice(place.lastIndexOf('/') + 1);

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
