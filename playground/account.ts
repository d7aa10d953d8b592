/** What SES knows of a sender's account in one Region, as far as it decides whether an email is taken. */
export interface Region {
  sandbox: boolean;
  readonly identities: Set<string>;
  readonly configurationSets: Set<string>;
}

/** A Region of an account that has proved its domain and still sits in the sandbox or has left it. */
export const createRegion = ({ sandbox = false } = {}): Region => ({
  sandbox,
  identities: new Set(['auth.example.com']),
  configurationSets: new Set(['authentication']),
});

/** Whether the address, or its domain, is an identity that has been verified. */
export function isVerified({ identities }: Region, mailbox: string): boolean {
  const address = mailbox.match(/<([^>]*)>/)?.[1] ?? mailbox;
  const domain = address.slice(address.lastIndexOf('@') + 1);
  // A verified domain answers for its subdomains as well.
  const parents = domain.split('.').map((_, index, labels) => labels.slice(index).join('.'));
  return identities.has(address) || parents.some((parent) => identities.has(parent));
}

/** The mailbox simulator takes mail from everyone. AWS docs: "Using the mailbox simulator". */
const isSimulator = (recipient: string): boolean => /^[\w.+-]+@simulator\.amazonses\.com$/.test(recipient);

/** Those of an email's mailboxes that SES would name as not verified, From first. */
export function unverified(region: Region, from: string, recipients: readonly string[]): string[] {
  const strangers = region.sandbox
    ? recipients.filter((recipient) => !isSimulator(recipient) && !isVerified(region, recipient))
    : [];
  return [...(isVerified(region, from) ? [] : [from]), ...strangers];
}
