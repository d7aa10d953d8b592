import { readFileSync } from 'node:fs';
import { codeId } from '../src/sender/code-id.ts';
import { lifetimeOf, milliseconds, type Stem, stem, type TriggerSource } from '../src/trigger-source.ts';
import { functionName, stackName, topicArn } from './deployment.ts';
import type { Zone } from './dns.ts';
import { account, clientId, homeRegion, keyArn, otherKeyArn, userPoolId } from './fixtures.ts';
import type { Playground } from './playground.ts';
import { dkimTokens, fromDomain, mailFromDomain } from './zone.ts';

/** The defaults of Cognito's own settings. */
const lifetimeSettings = { authenticationCodeMinutes: 3, temporaryPasswordDays: 7 };

/** What goes wrong on the way from a deployment to a code in an inbox, much of it at once. */
export function breakDeployment(playground: Playground, zone: Zone): void {
  breakSes(playground);
  breakDns(zone);
  breakFunction(playground);
  breakPool(playground);
  playground.topics.set(topicArn, [
    {
      SubscriptionArn: 'PendingConfirmation',
      Protocol: 'email',
      Endpoint: 'platform@example.com',
      Owner: account,
      TopicArn: topicArn,
    },
  ]);
  const kept = [
    keep('CustomEmailSender_SignUp', 40 * 60_000),
    keep('CustomEmailSender_ForgotPassword', 15 * 60_000),
  ];
  playground.queue.push(
    ...kept.map(({ record }, index) => ({ id: `kept-${index}`, body: JSON.stringify(record) })),
  );
  playground.logGroups.set(
    `/aws/lambda/${stackName}`,
    kept.map(({ line }) => line),
  );
  playground.metrics.set('ApproximateAgeOfOldestMessage', [40 * 60]);
  playground.metrics.delete('EmailAccepted');
}

/** A new account whose domain was verified in the Region that the console opens with. */
function breakSes({ region }: Playground): void {
  const home = region(homeRegion);
  home.sandbox = true;
  home.identities.set(fromDomain, 'PENDING');
  Object.assign(home.accountMembers, {
    Details: { MailType: 'TRANSACTIONAL', ReviewDetails: { Status: 'DENIED', CaseId: '17' } },
  });
  const members = home.identityMembers.get(fromDomain) as {
    DkimAttributes: object;
    MailFromAttributes: object;
  };
  home.identityMembers.set(fromDomain, {
    ...members,
    VerificationInfo: { ErrorType: 'TYPE_NOT_FOUND' },
    DkimAttributes: { ...members.DkimAttributes, Status: 'PENDING', CurrentSigningKeyLength: 'RSA_1024_BIT' },
    MailFromAttributes: {
      ...members.MailFromAttributes,
      MailFromDomainStatus: 'FAILED',
      BehaviorOnMxFailure: 'REJECT_MESSAGE',
    },
  });
  home.configurationSetMembers.set('authentication', {
    DeliveryOptions: { TlsPolicy: 'OPTIONAL' },
    ArchivingOptions: { ArchiveArn: `arn:aws:ses:${homeRegion}:${account}:mailmanager-archive/a-1` },
  });
  home.eventDestinations.set('authentication', [
    {
      Name: 'clicks',
      Enabled: true,
      MatchingEventTypes: ['SEND', 'CLICK'],
      CloudWatchDestination: { DimensionConfigurations: [] },
    },
  ]);
  // Other Regions start with a verified identity; only one has it, as happens to people.
  for (const name of [
    'us-east-2',
    'us-west-1',
    'us-west-2',
    'eu-west-2',
    'eu-west-3',
    'eu-central-1',
    'eu-north-1',
    'ap-south-1',
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-northeast-3',
    'ap-southeast-1',
    'ap-southeast-2',
    'ca-central-1',
    'sa-east-1',
  ]) {
    region(name).identities.clear();
  }
  home.suppressed.add('ana.sousa@example.com');
}

function breakDns(zone: Zone): void {
  zone.delete(`${dkimTokens[0]}._domainkey.${fromDomain} CNAME`);
  // The provider's form has added the domain a second time.
  zone.set(`${dkimTokens[1]}._domainkey.${fromDomain} CNAME`, [
    `${dkimTokens[1]}.dkim.amazonses.com.${fromDomain}`,
  ]);
  zone.set(`${mailFromDomain} MX`, ['10 feedback-smtp.us-east-1.amazonses.com', '20 mail.example.com']);
  zone.set(`${mailFromDomain} TXT`, ['v=spf1 include:amazonses.com ~all', 'v=spf1 -all']);
  zone.delete(`_dmarc.${fromDomain} TXT`);
}

function breakFunction({ functions }: Playground): void {
  const deployed = functions.get(functionName);
  if (!deployed) throw new Error('nothing was deployed');
  deployed.policy = [];
  deployed.eventInvokeConfig = undefined;
  deployed.reservedConcurrency = undefined;
  deployed.tags = { 'cognito-email-sender:version': '0.0.9' };
}

function breakPool({ pools, keyDetails }: Playground): void {
  const pool = pools.get(userPoolId);
  const description = pool?.descriptions.get(homeRegion);
  if (!pool || !description) throw new Error('nothing was deployed');
  pool.descriptions.set(homeRegion, {
    ...description,
    LambdaConfig: { ...(description['LambdaConfig'] as object), KMSKeyID: otherKeyArn },
    Policies: {
      PasswordPolicy: { TemporaryPasswordValidityDays: 2 },
      SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] },
    },
  });
  pool.descriptions.set('eu-central-1', { ...description, LambdaConfig: {} });
  pool.clients.set(clientId, { ClientName: 'web', AuthSessionValidity: 15 });
  keyDetails.set(keyArn, { metadata: { Enabled: false, KeyState: 'Disabled' } });
}

/** What the queue and the log hold of an event that the sandbox refused so many milliseconds ago. */
function keep(triggerSource: TriggerSource, ago: number) {
  const event = sampleEvent(stem(triggerSource));
  const at = new Date(Date.now() - ago);
  const lifetime = milliseconds(lifetimeOf(stem(triggerSource), lifetimeSettings));
  const details = {
    reason: 'sandbox-recipient-unverified',
    stage: 'send',
    sesRegion: homeRegion,
    codeId: codeId(Buffer.from(event.request.code, 'base64')) ?? '',
    triggerSource,
    userPoolId,
  };
  return {
    record: {
      version: 1,
      ...details,
      remedy: 'Ask AWS for production access in this Region.',
      at: at.toISOString(),
      expiresAt: new Date(at.getTime() + lifetime).toISOString(),
      event,
    },
    line: {
      timestamp: at.getTime(),
      message: JSON.stringify({
        timestamp: at.toISOString(),
        level: 'ERROR',
        message: 'outcome',
        service: stackName,
        status: 'undeliverable',
        error: 'MessageRejected',
        ...details,
        recipient: 'a***@e***',
        times: { total: 112 },
      }),
    },
  };
}

const sampleEvent = (name: Stem): { readonly request: { readonly code: string } } =>
  JSON.parse(readFileSync(new URL(`../events/${name}.json`, import.meta.url), 'utf8'));
