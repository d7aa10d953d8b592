import type { DeliveryEvent, TrackedMessage } from './delivery-events.ts';

/** The state of an SES identity: what GetEmailIdentity and SendEmail go by. */
export type IdentityState = 'SUCCESS' | 'PENDING';

/** What SES knows of an account in one Region, as far as it decides whether an email is taken. */
export interface Region {
  sandbox: boolean;
  /** Whether the account may send at all, and AWS's view of its reputation. */
  sending: 'enabled' | 'paused' | 'suspended';
  /** Emails that may still be sent today. */
  quotaLeft: number;
  /** Whether a custom MAIL FROM domain is missing its MX record and mail is to be rejected then. */
  mailFromBroken: boolean;
  /** Addresses that SES takes mail for and never delivers to. */
  readonly suppressed: Set<string>;
  /** What becomes of mail to other addresses, where it is not delivered. */
  readonly fates: Map<string, DeliveryEvent>;
  /** What was accepted, by message id. */
  readonly messages: Map<string, TrackedMessage>;
  readonly identities: Map<string, IdentityState>;
  /** Whether each configuration set may send. */
  readonly configurationSets: Map<string, boolean>;
  /**
   * What else SES answers of the account, a suppressed address, an identity, a configuration set: members of its API,
   * laid over the usual.
   */
  readonly accountMembers: Record<string, unknown>;
  readonly suppressedMembers: Map<string, Readonly<Record<string, unknown>>>;
  readonly identityMembers: Map<string, Readonly<Record<string, unknown>>>;
  readonly configurationSetMembers: Map<string, Readonly<Record<string, unknown>>>;
  /** By configuration set. */
  readonly eventDestinations: Map<string, readonly object[]>;
  /** AWS's own recommendations that are open. */
  readonly recommendations: object[];
}

/** A Region of an account that has proved its domain and still sits in the sandbox or has left it. */
export const createRegion = ({ sandbox = false } = {}): Region => ({
  sandbox,
  sending: 'enabled',
  quotaLeft: Number.POSITIVE_INFINITY,
  mailFromBroken: false,
  suppressed: new Set(),
  fates: new Map(),
  messages: new Map(),
  identities: new Map([['auth.example.com', 'SUCCESS']]),
  configurationSets: new Map([['authentication', true]]),
  accountMembers: {},
  suppressedMembers: new Map(),
  identityMembers: new Map(),
  configurationSetMembers: new Map(),
  eventDestinations: new Map(),
  recommendations: [],
});

/** The address in a mailbox, whatever name stands before it. */
const addressIn = (mailbox: string): string => mailbox.match(/<([^>]*)>/)?.[1] ?? mailbox;

/** Whether the address is an identity that has been verified, or its domain is, or a parent of that. */
export function isVerified({ identities }: Region, mailbox: string): boolean {
  const address = addressIn(mailbox);
  const labels = address.slice(address.lastIndexOf('@') + 1).split('.');
  const parents = labels.map((_, index) => labels.slice(index).join('.'));
  return [address, ...parents].some((identity) => identities.get(identity) === 'SUCCESS');
}

/** The mailbox simulator takes mail from everyone. AWS docs: "Using the mailbox simulator". */
const isSimulator = (recipient: string): boolean =>
  /^[\w.+-]+@simulator\.amazonses\.com$/.test(addressIn(recipient));

/** Those of an email's mailboxes that SES would name as not verified, From first. */
export function unverified(
  region: Region,
  { from, recipients }: { readonly from: string; readonly recipients: readonly string[] },
): string[] {
  const strangers = region.sandbox
    ? recipients.filter((recipient) => !isSimulator(recipient) && !isVerified(region, recipient))
    : [];
  return [...(isVerified(region, from) ? [] : [from]), ...strangers];
}
