import type { Fact } from '../aws/fact.ts';
import type { SesAccount } from '../setup/facts/ses/account.ts';
import type { Recipient } from '../setup/facts/ses/recipient.ts';
import type { Look } from '../undelivered/look.ts';
import type { FoundOutcomes } from './find/find-outcomes.ts';
import type { User } from './find/find-users.ts';
import type { Period } from './period.ts';
import type { Traced } from './trace/trace-emails.ts';

/** All that is known of one person's email, or of one code; what is said is made of it and of nothing else. */
export interface Facts {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly period: Period;
  /** As it was typed, its domain in punycode: the one address that may be shown. */
  readonly address?: string;
  readonly codeId?: string;
  readonly outcomes: Fact<FoundOutcomes>;
  readonly queue: Fact<Look>;
  readonly traced: Traced;
  /** SES in each Region that the function sends from, the preferred one first. */
  readonly regions: readonly RegionFacts[];
  readonly users: readonly PoolUsers[];
  /** What else could not be found out, for people: `what` completes "… could not be found out". */
  readonly gaps: readonly Gap[];
}

export interface RegionFacts {
  readonly region: string;
  readonly account: Fact<SesAccount>;
  /** Absent where nobody knows the address. */
  readonly recipient?: Recipient;
  /** Whether SES's events are kept there, so that no event means no news. */
  readonly keepsEvents: boolean;
}

export interface PoolUsers {
  readonly userPoolId: string;
  readonly users: Fact<readonly User[]>;
}

export interface Gap {
  readonly what: string;
  readonly why: string;
  readonly denied: boolean;
}
