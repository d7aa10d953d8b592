/** `unknown`: it could not be looked at, which is never taken for well. */
export type Level = 'ok' | 'warning' | 'problem' | 'unknown';

export interface Step {
  readonly say: string;
  /** A DNS record to publish, in the order in which zone files have it. */
  readonly record?: string;
  /** To be pasted into a shell as it is, except for words IN_CAPITALS that nobody but the reader knows. */
  readonly command?: string;
}

/** What a finding says to people. */
export interface Words {
  readonly found: string;
  /** What it does to users. */
  readonly why?: string;
  readonly fix?: readonly Step[];
}

export interface Finding extends Words {
  /** What was looked at, in one word for machines: the same whether it is well or not. */
  readonly id: string;
  readonly level: Level;
  /** What it is about, for people: `SES account, eu-west-1`. */
  readonly subject: string;
}
