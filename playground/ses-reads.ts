import type { Region } from './account.ts';
import type { Call } from './call.ts';
import { messageInsights } from './message-insights.ts';
import { pageOf } from './page-of.ts';
import { ServiceError } from './wire.ts';

type Read = (region: Region, call: Call) => object;

const notFound = (what: string): ServiceError => new ServiceError('NotFoundException', what, 404);

const getAccount: Read = ({ sandbox, sending, quotaLeft, accountMembers }) => ({
  DedicatedIpAutoWarmupEnabled: false,
  EnforcementStatus: sending === 'suspended' ? 'SHUTDOWN' : 'HEALTHY',
  ProductionAccessEnabled: !sandbox,
  SendingEnabled: sending === 'enabled',
  SendQuota: sandbox
    ? { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: quotaLeft > 0 ? 0 : 200 }
    : { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: quotaLeft > 0 ? 0 : 50_000 },
  SuppressionAttributes: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
  PricingAttributes: { CurrentPlan: 'ESSENTIALS' },
  VdmAttributes: { VdmEnabled: 'DISABLED' },
  ...accountMembers,
});

const getEmailIdentity: Read = (
  { identities, identityMembers, mailFromBroken },
  { input: { EmailIdentity: identity } },
) => {
  const state = identities.get(identity);
  if (!state) throw notFound(`Email identity <${identity}> does not exist.`);
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
    ...identityMembers.get(identity),
  };
};

const getConfigurationSet: Read = (region, { input: { ConfigurationSetName: name } }) => {
  const sending = region.configurationSets.get(name);
  if (sending === undefined) throw notFound(`Configuration set <${name}> does not exist.`);
  return {
    ConfigurationSetName: name,
    DeliveryOptions: { TlsPolicy: 'REQUIRE', MaxDeliverySeconds: 3600 },
    ReputationOptions: { ReputationMetricsEnabled: true },
    SendingOptions: { SendingEnabled: sending },
    SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    ...region.configurationSetMembers.get(name),
  };
};

const getEventDestinations: Read = (region, { input: { ConfigurationSetName: name } }) => {
  if (!region.configurationSets.has(name)) throw notFound(`Configuration set <${name}> does not exist.`);
  return { EventDestinations: region.eventDestinations.get(name) ?? [] };
};

const getSuppressedDestination: Read = (
  { suppressed, suppressedMembers },
  { input: { EmailAddress: address } },
) => {
  if (!suppressed.has(address)) {
    throw notFound(`Email address ${address} does not exist on your suppression list.`);
  }
  return {
    SuppressedDestination: {
      EmailAddress: address,
      Reason: 'BOUNCE',
      LastUpdateTime: 1_793_600_000,
      ...suppressedMembers.get(address),
    },
  };
};

/** SES keeps insights of what was sent while the account had Virtual Deliverability Manager. */
const getMessageInsights: Read = ({ messages, accountMembers }, { input: { MessageId: id } }) => {
  const message = messages.get(id);
  const { VdmEnabled } = (accountMembers['VdmAttributes'] ?? {}) as { VdmEnabled?: string };
  if (!message || VdmEnabled !== 'ENABLED') throw notFound(`Message <${id}> does not exist.`);
  return messageInsights(message);
};

const listRecommendations: Read = ({ recommendations }, { input: { PageSize = 100, NextToken } }) => {
  const { items, next } = pageOf(recommendations, { size: Number(PageSize), token: NextToken });
  return { Recommendations: items, NextToken: next };
};

/** The operations of SES that only read, by name. Answers are as SES v2 writes them. */
export const sesReads: ReadonlyMap<string, Read> = new Map([
  ['GetAccount', getAccount],
  ['GetEmailIdentity', getEmailIdentity],
  ['GetConfigurationSet', getConfigurationSet],
  ['GetConfigurationSetEventDestinations', getEventDestinations],
  ['GetSuppressedDestination', getSuppressedDestination],
  ['GetMessageInsights', getMessageInsights],
  ['ListRecommendations', listRecommendations],
]);
