import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { type Advice, adviceOn } from '../failure/advice.ts';
import type { Incident } from '../failure/incident.ts';

/** What became of the email that an incident is about. */
export type Fate = 'kept' | 'deferred' | 'sent-elsewhere' | 'redirected';

export interface Alarm {
  readonly incident: Incident;
  readonly fate: Fate;
  /** The function's name, for the reader who has several. */
  readonly functionName: string;
}

export type Alert = (alarm: Alarm, signal: AbortSignal) => Promise<void>;

/** What is remembered of an incident that has been told: what came since is counted, not told. */
interface Told {
  readonly until: number;
  readonly since: number;
  suppressed: number;
}

/**
 * Makes the function that tells the platform team. Each reason, identity and Region is told once in a window
 * (apart for emails that were saved and emails that were not), with the number of emails that it was not told for; the memory is the execution environment's own.
 *
 * @returns A function that throws SNS's own error; such an incident is then told again after a minute.
 */
export function createAlert(
  topicArn: string,
  {
    alertWindowSeconds,
    now = Date.now,
    ...settings
  }: { readonly alertWindowSeconds: number; readonly maxAttempts: number; readonly now?: () => number },
): Alert {
  const sns = new SNSClient({ ...settings, region: topicArn.split(':')[3] ?? '' });
  const told = new Map<string, Told>();
  return async (alarm, abortSignal) => {
    const { reason, identity, region } = alarm.incident;
    // An email that was saved must not silence the news of one that was not.
    const key = `${reason} ${identity} ${region} ${isSaved(alarm) ? 'saved' : 'not sent'}`;
    const last = told.get(key);
    if (last && last.until > now()) {
      last.suppressed += 1;
      return;
    }
    const advice = adviceOn(alarm.incident);
    // A window in which nothing more came has ended the story: this is a new one.
    const history = {
      since: last && last.suppressed > 0 ? last.since : now(),
      suppressed: last?.suppressed ?? 0,
    };
    // Noted before it is sent: what arrives while SNS is being asked is not told twice.
    told.set(key, { until: now() + alertWindowSeconds * 1000, since: history.since, suppressed: 0 });
    try {
      await sns.send(
        new PublishCommand({
          TopicArn: topicArn,
          Subject: subject(advice, region),
          MessageStructure: 'json',
          Message: JSON.stringify({
            default: textFor(alarm, advice, history),
            https: JSON.stringify(chatFor(alarm, advice, history)),
          }),
        }),
        { abortSignal },
      );
    } catch (error) {
      const until = now() + Math.min(alertWindowSeconds * 1000, patience);
      told.set(key, { until, since: history.since, suppressed: history.suppressed + 1 });
      throw error;
    }
  };
}

/** How long SNS is left alone after it failed, in milliseconds: asking it costs every email its time. */
const patience = 60_000;

const isSaved = ({ fate }: Alarm): boolean => fate === 'sent-elsewhere' || fate === 'redirected';

interface History {
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly suppressed: number;
}

/** SNS takes up to 100 characters of ASCII, with no line break. */
const subject = ({ title }: Advice, region: string): string =>
  `Cognito emails: ${title} (${region})`.slice(0, 100);

const fates: Readonly<Record<Fate, string>> = {
  kept: 'The email was not sent. Its event is kept, its code still encrypted, in the undelivered queue and can be sent once this is fixed, until the code expires.',
  deferred:
    'The email was not sent yet. Lambda tries it again; after the last try it goes to the undelivered queue.',
  'sent-elsewhere':
    'The email was sent from another Region of SES_REGIONS. Nobody is waiting, but the first Region cannot send.',
  redirected: 'The email went to the inbox of SANDBOX_REDIRECT_TO. The person it was for did not get it.',
};

const count = ({ suppressed }: History): string =>
  suppressed === 0
    ? '1 email'
    : `${suppressed + 1} emails since the last alert (this one and ${suppressed} more)`;

/** For people: what happened, since when, how often, where, and the commands that fix it. */
function textFor({ incident, fate, functionName }: Alarm, advice: Advice, history: History): string {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Reason', incident.reason],
    incident.detail === undefined ? ['AWS said', incident.errorName] : ['Found', incident.detail],
    ['Since', new Date(history.since).toISOString()],
    ['Affected', count(history)],
    ['Region', incident.region],
    ['From address', incident.from],
    ['Configuration set', incident.configurationSet],
    ['Function', functionName],
  ];
  return [
    `${advice.title}.`,
    '',
    advice.meaning,
    fates[fate],
    '',
    ...facts.flatMap(([name, value]) => (value === undefined ? [] : [`${`${name}:`.padEnd(19)}${value}`])),
    '',
    'What to do',
    ...advice.steps.flatMap(({ say, command }, index) => [
      `${index + 1}. ${say}`,
      ...(command === undefined ? [] : [`     ${command}`]),
    ]),
    ...(incident.undetermined
      ? ['', 'What could not be found out', ...incident.undetermined.map((line) => `- ${line}`)]
      : []),
    '',
    `More: docs/runbook.md, section ${incident.reason}`,
  ].join('\n');
}

/**
 * For chat: Amazon Q Developer's custom notification, the one form that it shows.
 * AWS docs: "Custom notifications using Amazon Q Developer in chat applications".
 */
function chatFor({ incident, fate, functionName }: Alarm, advice: Advice, history: History): object {
  const { reason, region, identity, errorName } = incident;
  return {
    version: '1.0',
    source: 'custom',
    content: {
      textType: 'client-markdown',
      title: `:warning: ${advice.title} (${region})`,
      description: `${advice.meaning} ${fates[fate]}\n*${count(history)}*, since ${new Date(history.since).toISOString()}`,
      nextSteps: [
        ...advice.steps.map(({ say, command }) => (command === undefined ? say : `${say}\n\`${command}\``)),
        ...(incident.undetermined ?? []),
      ],
      keywords: [reason, region, identity],
    },
    metadata: {
      threadId: `${reason} ${identity} ${region}`,
      summary: `${advice.title} (${region})`,
      eventType: reason,
      relatedResources: [functionName, incident.configurationSet],
      additionalContext: { reason, region, identity, error: errorName },
    },
  };
}
