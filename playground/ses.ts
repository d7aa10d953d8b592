import { randomUUID } from 'node:crypto';
import { type Region, unverified } from './account.ts';
import { putAccountDetails } from './account-details.ts';
import type { Call } from './call.ts';
import { type DeliveryEvent, fateOf, type TrackedMessage } from './delivery-events.ts';
import type { Mailbox, ReceivedEmail } from './mailbox.ts';
import { sesReads } from './ses-reads.ts';
import { ServiceError } from './wire.ts';

/** Where an account's emails go, and what SES tells of them afterwards. */
export interface Arrivals {
  readonly mailbox: Mailbox;
  readonly tell: (message: TrackedMessage, event: DeliveryEvent) => void;
}

/** Answers SES v2's operations for one account. */
export function createSes(regionNamed: (name: string) => Region, arrivals: Arrivals) {
  return (call: Call): object => {
    const region = regionNamed(call.region);
    if (call.operation === 'SendEmail') return sendEmail(region, call, arrivals);
    if (call.operation === 'PutAccountDetails') return putAccountDetails(region, call.input);
    const read = sesReads.get(call.operation);
    if (read) return read(region, call);
    throw new ServiceError('UnknownOperationException', `the playground's SES has no ${call.operation}`);
  };
}

function sendEmail(region: Region, { region: name, input }: Call, arrivals: Arrivals): object {
  const recipients: string[] = input.Destination?.ToAddresses ?? [];
  assertSendable(region, name, {
    from: input.FromEmailAddress,
    recipients,
    configurationSet: input.ConfigurationSetName,
  });
  region.quotaLeft -= recipients.length;
  const { Subject, Body, Headers = [] } = input.Content.Simple;
  const email: ReceivedEmail = {
    id: randomUUID(),
    at: new Date().toISOString(),
    region: name,
    from: input.FromEmailAddress,
    to: recipients,
    replyTo: input.ReplyToAddresses ?? [],
    subject: Subject.Data,
    html: Body.Html.Data,
    text: Body.Text.Data,
    headers: Headers,
    tags: input.EmailTags ?? [],
    configurationSet: input.ConfigurationSetName,
  };
  deliver(region, email, arrivals);
  return { MessageId: email.id };
}

/** What becomes of an email shows only afterwards, as an event: SES's answer is the same. */
function deliver(region: Region, email: ReceivedEmail, { mailbox, tell }: Arrivals): void {
  const [to = ''] = email.to;
  const fate = fateOf(region, to);
  const { id, at, from, subject, tags, configurationSet = '' } = email;
  const triggerSource = tags.find(({ Name }) => Name === 'triggerSource')?.Value ?? '';
  const message = { id, at, to, from, subject, configurationSet, triggerSource, events: [fate] };
  region.messages.set(id, message);
  tell(message, fate);
  if (fate.event === 'Delivery' || fate.event === 'Complaint') mailbox.push(email);
}

interface EmailToSend {
  readonly from: string;
  readonly recipients: readonly string[];
  readonly configurationSet: string | undefined;
}

/** @throws {ServiceError} What SES refuses the email with, in its classes and texts. */
function assertSendable(
  region: Region,
  name: string,
  { from, recipients, configurationSet: set }: EmailToSend,
): void {
  if (region.sending === 'suspended') {
    throw new ServiceError(
      'AccountSuspendedException',
      'The account is permanently restricted from sending email.',
    );
  }
  if (region.sending === 'paused') {
    throw new ServiceError(
      'SendingPausedException',
      'Sending paused for this account. For more information, please check the inbox of the email address associated with your AWS account.',
    );
  }
  if (set !== undefined && !region.configurationSets.has(set)) {
    throw new ServiceError('NotFoundException', `Configuration set <${set}> does not exist.`, 404);
  }
  if (set !== undefined && region.configurationSets.get(set) === false) {
    throw new ServiceError('SendingPausedException', `Sending is paused for configuration set <${set}>.`);
  }
  const failed = unverified(region, { from, recipients });
  if (failed.length > 0) {
    throw new ServiceError(
      'MessageRejected',
      `Email address is not verified. The following identities failed the check in region ${name.toUpperCase()}: ${failed.join(', ')}`,
    );
  }
  if (region.mailFromBroken) {
    throw new ServiceError(
      'MailFromDomainNotVerifiedException',
      'The custom MAIL FROM domain is not verified: its MX record could not be found.',
    );
  }
  if (region.quotaLeft <= 0)
    throw new ServiceError('TooManyRequestsException', 'Daily message quota exceeded.', 429);
}
