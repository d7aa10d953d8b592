import type { Incident } from '../failure/incident.ts';

/** What became of the email that an incident is about. */
export type Disposition = 'kept' | 'deferred' | 'sent-elsewhere' | 'redirected';

export interface AlertRequest {
  readonly incident: Incident;
  readonly disposition: Disposition;
  /** The function's name, for the reader who has several. */
  readonly functionName: string;
  /** By which it was invoked, alias and all. */
  readonly functionArn: string;
  /** Where the function runs; the incident's Region is SES's. */
  readonly functionRegion: string;
}
