import type { Failure } from './classify.ts';

/** A failure with what a person needs to act on it. Holds nothing of the user. */
export interface Incident extends Failure {
  /** The SES Region that refused, or the function's own. */
  readonly region: string;
  /** The From address, the domain that should be an SES identity, and the configuration set. */
  readonly from: string;
  readonly identity: string;
  readonly configurationSet: string;
  /** The key that codes are expected to be encrypted under, and the pool that the event names. */
  readonly keyArn?: string;
  readonly userPoolId?: string;
  /** Another Region in which the identity is verified. */
  readonly verifiedIn?: string;
  /** What could not be found out, and why; whole sentences. */
  readonly undetermined?: readonly string[];
}

/** What stood in the way of one email, at least one thing. */
export type Incidents = readonly [Incident, ...Incident[]];

/** One email that no Region would take: why, in the order of preference of the Regions. */
export class NotAccepted extends Error {
  override readonly name = 'NotAccepted';
  readonly incidents: Incidents;

  constructor(incidents: Incidents) {
    super(incidents.map(({ region, reason }) => `${region}: ${reason}`).join(', '));
    this.incidents = incidents;
  }
}
