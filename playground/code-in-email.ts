/**
 * Finds the code or temporary password in an email as its reader does: the last line of the text part that holds it
 * and nothing else.
 *
 * @returns Undefined for an email without one.
 */
export function codeInEmail(text: string): string | undefined {
  return text
    .split('\n')
    .filter((line) => /^[\x21-\x7e]{6,256}$/.test(line) && !isAddress(line))
    .at(-1);
}

/** A web address, an email address, or a user's id: they stand on lines of their own as well. */
const isAddress = (line: string): boolean =>
  /^(?:https?:|mailto:)/.test(line) ||
  /^[^@]+@[^@]+\.[^@]+$/.test(line) ||
  /^[\da-f]{8}(?:-[\da-f]{4}){3}-/.test(line);
