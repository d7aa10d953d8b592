import { randomUUID } from 'node:crypto';
import { type Region, unverified } from './account.ts';
import type { Mailbox, ReceivedEmail } from './mailbox.ts';
import type { Call } from './protocols.ts';
import { ServiceError } from './wire.ts';

/** Answers SES v2's operations for one account; accepted emails go to the mailbox. */
export function createSes(regionNamed: (name: string) => Region, mailbox: Mailbox) {
  return (call: Call): object => {
    const region = regionNamed(call.region);
    switch (call.operation) {
      case 'SendEmail':
        return sendEmail(region, call, mailbox);
      case 'GetAccount':
        return getAccount(region);
      case 'GetEmailIdentity':
        return getEmailIdentity(region, call.input.EmailIdentity);
      default:
        throw new ServiceError('UnknownOperationException', `the playground's SES has no ${call.operation}`);
    }
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

function getAccount({ sandbox, sending, quotaLeft }: Region): object {
  return {
    DedicatedIpAutoWarmupEnabled: false,
    EnforcementStatus: sending === 'suspended' ? 'SHUTDOWN' : 'HEALTHY',
    ProductionAccessEnabled: !sandbox,
    SendingEnabled: sending === 'enabled',
    SendQuota: sandbox
      ? { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: quotaLeft > 0 ? 0 : 200 }
      : { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: quotaLeft > 0 ? 0 : 50_000 },
  };
}

function getEmailIdentity({ identities, mailFromBroken }: Region, identity: string): object {
  const state = identities.get(identity);
  if (!state)
    throw new ServiceError('NotFoundException', `Email identity <${identity}> does not exist.`, 404);
  return {
    IdentityType: identity.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN',
    VerifiedForSendingStatus: state === 'SUCCESS',
    VerificationStatus: state,
    FeedbackForwardingStatus: true,
    DkimAttributes: { SigningEnabled: true, Status: state },
    MailFromAttributes: {
      MailFromDomain: `bounce.${identity}`,
      MailFromDomainStatus: mailFromBroken ? 'FAILED' : 'SUCCESS',
      BehaviorOnMxFailure: mailFromBroken ? 'REJECT_MESSAGE' : 'USE_DEFAULT_VALUE',
    },
  };
}
