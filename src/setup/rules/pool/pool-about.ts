/** What every finding about a user pool names. */
export interface PoolAbout {
  readonly subject: string;
  readonly id: string;
  readonly region: string;
}
