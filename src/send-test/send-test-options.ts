export interface SendTestOptions {
  readonly to?: string;
  /** A stem. */
  readonly trigger?: string;
  readonly locale?: string;
  readonly userPoolId?: string;
}
