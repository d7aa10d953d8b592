import { randomUUID } from 'node:crypto';
import { type Region, unverified } from './account.ts';
import type { Call } from './call.ts';
import type { Mailbox, ReceivedEmail } from './mailbox.ts';
import { sesReads } from './ses-reads.ts';
import { ServiceError } from './wire.ts';

/** Answers SES v2's operations for one account; accepted emails go to the mailbox. */
export function createSes(regionNamed: (name: string) => Region, mailbox: Mailbox) {
  return (call: Call): object => {
    const region = regionNamed(call.region);
    if (call.operation === 'SendEmail') return sendEmail(region, call, mailbox);
    const read = sesReads.get(call.operation);
    if (read) return read(region, call);
    throw new ServiceError('UnknownOperationException', `the playground's SES has no ${call.operation}`);
  };
}

function sendEmail(region: Region, { region: name, input }: Call, mailbox: Mailbox): object {
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
  // Suppression shows only afterwards, as a bounce event: the answer is the same.
  if (!recipients.some((recipient) => region.suppressed.has(recipient))) mailbox.push(email);
  return { MessageId: email.id };
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
  const failed = unverified(region, from, recipients);
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
