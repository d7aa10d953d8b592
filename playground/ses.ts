import { randomUUID } from 'node:crypto';
import { isVerified, type Region, unverified } from './account.ts';
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
      default:
        return getEmailIdentity(region, call.input.EmailIdentity);
    }
  };
}

function sendEmail(region: Region, { region: name, input }: Call, mailbox: Mailbox): object {
  const recipients: string[] = input.Destination?.ToAddresses ?? [];
  const { ConfigurationSetName: set } = input;
  if (set !== undefined && !region.configurationSets.has(set)) {
    throw new ServiceError('NotFoundException', `Configuration set <${set}> does not exist.`, 404);
  }
  const failed = unverified(region, input.FromEmailAddress, recipients);
  if (failed.length > 0) {
    throw new ServiceError(
      'MessageRejected',
      `Email address is not verified. The following identities failed the check in region ${name.toUpperCase()}: ${failed.join(', ')}`,
    );
  }
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
    configurationSet: set,
  };
  mailbox.push(email);
  return { MessageId: email.id };
}

function getAccount({ sandbox }: Region): object {
  return {
    DedicatedIpAutoWarmupEnabled: false,
    EnforcementStatus: 'HEALTHY',
    ProductionAccessEnabled: !sandbox,
    SendingEnabled: true,
    SendQuota: sandbox
      ? { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 0 }
      : { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 0 },
  };
}

function getEmailIdentity(region: Region, identity: string): object {
  if (!region.identities.has(identity)) {
    throw new ServiceError('NotFoundException', `Email identity <${identity}> does not exist.`, 404);
  }
  const verified = isVerified(region, identity);
  return {
    IdentityType: identity.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN',
    VerifiedForSendingStatus: verified,
    VerificationStatus: verified ? 'SUCCESS' : 'PENDING',
    FeedbackForwardingStatus: true,
    DkimAttributes: { SigningEnabled: true, Status: 'SUCCESS' },
  };
}
