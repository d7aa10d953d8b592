/** Something that the person at the terminal can put right: told in one line, with the fix and without a stack trace. */
export class Mistake extends Error {
  override readonly name = 'Mistake';
  /** What to do, as a sentence or a command. */
  readonly fix: string | undefined;

  constructor(found: string, fix?: string, options?: ErrorOptions) {
    super(found, options);
    this.fix = fix;
  }
}
