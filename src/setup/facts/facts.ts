import type { Fact } from '../../aws/fact.ts';
import type { Installation } from '../../installation/installation.ts';
import type { Pool } from './cognito/pool.ts';
import type { DomainDns } from './dns/domain-dns.ts';
import type { Key } from './key.ts';
import type { FunctionSurroundings } from './lambda/function.ts';
import type { Outcomes } from './lambda/outcomes.ts';
import type { Queue } from './queue.ts';
import type { SesAccount } from './ses/account.ts';
import type { ConfigurationSet, Destination } from './ses/configuration-set.ts';
import type { Identity } from './ses/identity.ts';
import type { Recipient } from './ses/recipient.ts';
import type { Recommendation } from './ses/recommendations.ts';
import type { Subscription } from './topic.ts';

/** All that is known of an installation; the rules judge it, and nothing else. */
export interface Facts {
  readonly now: Date;
  readonly installation: Installation;
  /** One for each Region that the function sends from, the preferred one first. */
  readonly regions: readonly SendingRegion[];
  readonly keys: readonly Key[];
  /** Undefined where nobody named pools and there is no function to look for. */
  readonly pools?: Fact<readonly Pool[]>;
  /** Undefined where no function is known. */
  readonly surroundings?: FunctionSurroundings;
  readonly outcomes?: Outcomes;
  readonly subscriptions?: Fact<readonly Subscription[]>;
  /** The state of the alert topic's own key: Enabled, Disabled, … Undefined where it has none, or nobody asked. */
  readonly alertKey?: Fact<string>;
  readonly queue?: Fact<Queue>;
  readonly recipients: readonly Recipient[];
}

/** SES in one Region, and the world's view of what is sent from it. */
export interface SendingRegion {
  readonly region: string;
  readonly preferred: boolean;
  readonly account: Fact<SesAccount>;
  readonly senders: readonly FromDomain[];
  readonly configurationSets: readonly {
    readonly name: string;
    readonly set: Fact<ConfigurationSet>;
    readonly destinations: Fact<readonly Destination[]>;
  }[];
  readonly recommendations: Fact<readonly Recommendation[]>;
}

/** A From address and what stands behind it. */
export interface FromDomain {
  /** Bare. */
  readonly from: string;
  readonly domain: string;
  readonly identity: Fact<Identity>;
  /** Other Regions in which the identity is verified; asked only where it is not verified here. */
  readonly verifiedIn: readonly { readonly region: string; readonly identity: Identity }[];
  /** Undefined where no identity says which records there should be. */
  readonly dns?: DomainDns;
}
