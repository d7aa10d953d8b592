import type { Stem, TriggerSource } from '../trigger-source.ts';

/** What threat protection tells of a sign-in; some of it is the visitor's own words. */
export interface TakeOver {
  /** As Cognito words it: `Friday, March 19, 2021 02:25 PM UTC`. */
  readonly loginTime?: string;
  readonly ipAddress?: string;
  readonly city?: string;
  readonly country?: string;
  readonly deviceName?: string;
  /** BLOCK, NO_ACTION, MFA, MFA_IF_CONFIGURED or MFA_REQUIRED. */
  readonly action?: string;
  /** "This was me"; present only when the pool has a domain. */
  readonly linkValid?: string;
  /** "This was not me". */
  readonly linkInvalid?: string;
}

/** One email to be sent: who asked for what, for whom. Nothing in it is decrypted, escaped or to be trusted. */
export interface EmailRequest {
  readonly triggerSource: TriggerSource;
  readonly stem: Stem;
  readonly userPoolId: string;
  /** The Region that the event says it comes from; any string at all. */
  readonly region?: string;
  readonly userName: string;
  /** Absent on take-over warnings; `CLIENT_ID_NOT_APPLICABLE` on admin operations. */
  readonly clientId?: string;
  /** The Encryption SDK message that holds the code or temporary password; absent on take-over warnings. */
  readonly ciphertext?: Uint8Array;
  /** The address to send to, its domain in punycode; absent on take-over warnings, whose event carries none. */
  readonly recipient?: string;
  /** The user's name as the profile has it: a public form's text field. */
  readonly name?: string;
  /** The name friends use, `given_name`: as public as `name`. */
  readonly givenName?: string;
  /** The profile's time zone, `Europe/Lisbon`. Any string at all. */
  readonly zoneinfo?: string;
  /** Preferred languages, strongest first: client metadata, then the profile. Any strings at all. */
  readonly locales: readonly string[];
  readonly takeOver?: TakeOver;
}

/** A request whose recipient is known. */
export type AddressedRequest = EmailRequest & { readonly recipient: string };
