import type { PutAccountDetailsCommandInput } from '@aws-sdk/client-sesv2';
import { type Fact, valueIn } from '../aws/fact.ts';
import type { ApplicationFacts } from './facts.ts';
import { eventsIn, missingIn, suppressesBoth } from './missing.ts';

/** What only a person knows. */
export interface Answers {
  readonly websiteUrl: string;
  readonly emailsPerDay?: number;
  readonly contacts: readonly string[];
  readonly language: 'EN' | 'JA';
  /** A description of their own, instead of the one that is written here. */
  readonly description?: string;
}

export interface Application {
  readonly request: PutAccountDetailsCommandInput & { readonly UseCaseDescription: string };
  /** What a reviewer looks for and would not find: worth putting right first. */
  readonly missing: readonly string[];
  /** What could not be looked at, and is therefore not claimed. */
  readonly unknown: readonly string[];
}

/**
 * Writes the application. It claims nothing but what the facts show.
 *
 * AWS docs, "Request production access": what is asked for is what mail is sent, how recipients come to be, how bounces
 * and complaints are handled, and how much it is. SES calls the description optional by now; a reviewer who asks is
 * answered with it.
 */
export function writeApplication(facts: ApplicationFacts, answers: Answers): Application {
  const paragraphs = [
    purpose(facts, answers),
    'Recipients are people who entered their own address when they signed up, or whose account an administrator of ours has created. Amazon Cognito sends a code to the address, which proves that it is theirs before anything else is sent to it. This sender has no mailing list, bought or rented or grown, and sends no marketing: it answers requests of the user pool and nothing else.',
    feedback(facts),
    authentication(facts),
    volume(facts, answers),
  ].filter((paragraph) => paragraph !== '');
  return {
    request: {
      ProductionAccessEnabled: true,
      MailType: 'TRANSACTIONAL',
      WebsiteURL: answers.websiteUrl,
      ContactLanguage: answers.language,
      ...(answers.contacts.length > 0 && { AdditionalContactEmailAddresses: [...answers.contacts] }),
      UseCaseDescription: answers.description ?? paragraphs.join('\n\n'),
    },
    missing: missingIn(facts),
    unknown: [
      ...unknownIn(facts.identity, 'The identity of the From address'),
      ...unknownIn(facts.destinations, 'What the configuration set publishes'),
      ...unknownIn(facts.busiestDay, 'How many emails there are a day'),
      ...unknownIn(facts.users, 'How many users there are'),
    ],
  };
}

function purpose({ appName, from }: ApplicationFacts, { websiteUrl }: Answers): string {
  const sender = [appName ?? 'Our application', from === undefined ? '' : ` (${from})`].join('');
  return `${sender} sends authentication email only, for the users of ${websiteUrl}: confirmation codes for sign-up, sign-in and a changed address, password resets, invitations to an account, and warnings of a suspicious sign-in. Each email is transactional. It goes to one recipient, once, within seconds of what they did in the application.`;
}

function feedback({ standing, destinations, configurationSet, hasAlarms }: ApplicationFacts): string {
  const events = eventsIn(destinations);
  const told = [
    ['BOUNCE', 'bounces'],
    ['COMPLAINT', 'complaints'],
    ['REJECT', 'rejections'],
    ['DELIVERY_DELAY', 'delays'],
  ].filter(([event]) => events.has(event ?? ''));
  return [
    suppressesBoth(standing)
      ? 'The account-level suppression list is on for bounces and complaints: after either, an address is sent nothing more.'
      : '',
    told.length > 0
      ? `Every email is sent with the configuration set ${configurationSet}, which publishes ${listed(told.map(([, name]) => name ?? ''))} as they happen.`
      : '',
    hasAlarms ? 'CloudWatch alarms watch for a bounce rate of 5 % and a complaint rate of 0.1 %.' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function authentication({ identity }: ApplicationFacts): string {
  const { name, kind, verified, dkim, mailFrom } = valueIn(identity) ?? {};
  if (!verified || kind !== 'domain') return '';
  const length = dkim?.keyLength?.match(/\d+/)?.[0];
  return [
    `The domain ${name} is verified in this Region`,
    dkim?.signing && dkim.status === 'SUCCESS'
      ? ` and signs with DKIM${length === undefined ? '' : ` (${length} bits)`}`
      : '',
    mailFrom?.status === 'SUCCESS'
      ? `; SPF is aligned by the custom MAIL FROM domain ${mailFrom.domain}`
      : '',
    '.',
  ].join('');
}

function volume({ busiestDay, users }: ApplicationFacts, { emailsPerDay }: Answers): string {
  const most = valueIn(busiestDay) ?? 0;
  const count = valueIn(users) ?? 0;
  return [
    emailsPerDay === undefined ? '' : `We expect up to ${emailsPerDay} emails a day.`,
    most > 0 ? `On the busiest of the last 14 days there were ${most} emails to send.` : '',
    count > 0 ? `The user pools have about ${count} users.` : '',
    emailsPerDay === undefined && most === 0
      ? 'The volume follows sign-ups and sign-ins, and starts low.'
      : '',
  ]
    .filter(Boolean)
    .join(' ');
}

const unknownIn = (fact: Fact<unknown>, what: string): readonly string[] =>
  fact.state === 'denied' || fact.state === 'failed' ? [`${what}: ${fact.why}`] : [];

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
