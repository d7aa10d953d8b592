import { version } from '../../version.ts';
import type { Advice, Step } from '../failure/advice.ts';
import type { AlertRequest, Disposition } from './alert-request.ts';
import type { AlertHistory } from './alert-window.ts';

/** One alert, in each of its forms. */
export interface AlertWords {
  /** ASCII, up to 100 characters. */
  readonly subject: string;
  /** For people, by email. */
  readonly text: string;
  /** For chat: Amazon Q Developer's custom notification. */
  readonly chat: object;
}

export interface AlertContext {
  readonly history: AlertHistory;
  readonly runbookUrl: string | undefined;
}

/** Words an alert: what happened, since when, how often, where, and the commands that fix it. */
export function wordAlert(request: AlertRequest, advice: Advice, context: AlertContext): AlertWords {
  return {
    subject: subject(advice, request.incident.region),
    text: textFor(request, advice, context),
    chat: chatFor(request, advice, context),
  };
}

/** SNS takes up to 100 characters of ASCII, with no line break. */
const subject = ({ title }: Advice, region: string): string =>
  `Cognito emails: ${title} (${region})`.slice(0, 100);

const dispositions: Readonly<Record<Disposition, string>> = {
  kept: 'The email was not sent. Its event is kept, its code still encrypted, in the undelivered queue and can be sent once this is fixed, until the code expires.',
  deferred:
    'The email was not sent yet. Lambda tries it again; after the last try it goes to the undelivered queue.',
  'sent-elsewhere':
    'The email was sent from another Region of SES_REGIONS. Nobody is waiting, but the first Region cannot send.',
  redirected: 'The email went to the inbox of SANDBOX_REDIRECT_TO. The person it was for did not get it.',
};

const count = ({ suppressed }: AlertHistory): string =>
  suppressed === 0
    ? '1 email'
    : `${suppressed + 1} emails since the last alert (this one and ${suppressed} more)`;

/** What fixes it and, where emails are kept, what sends them afterwards. */
const stepsFor = (request: AlertRequest, advice: Advice): readonly Step[] =>
  [
    ...advice.steps,
    ...(request.disposition === 'kept'
      ? [
          {
            say: 'When it is fixed, send what was kept (without --apply it only lists).',
            command: `npx cognito-email-sender undelivered redrive --reason ${request.incident.reason} --apply`,
          },
        ]
      : []),
  ].map(({ say, command }) => ({
    say,
    ...(command && { command: command.startsWith('npx') ? `${command} ${installation(request)}` : command }),
  }));

/** What tells our own tool which installation is meant. CloudFormation names a function after its stack. */
const installation = ({ functionName, functionArn, functionRegion }: AlertRequest): string => {
  const stack = functionName.match(/^(.+)-SenderFunction-\w+$/)?.[1];
  return `${stack === undefined ? `--function-arn ${functionArn}` : `--stack ${stack}`} --region ${functionRegion}`;
};

const runbook = (reason: string, runbookUrl: string | undefined): string =>
  runbookUrl === undefined
    ? `docs/runbook.md of version ${version}, section ${reason}`
    : `${runbookUrl}#${reason}`;

function textFor(request: AlertRequest, advice: Advice, { history, runbookUrl }: AlertContext): string {
  const { incident, disposition, functionName } = request;
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
    dispositions[disposition],
    '',
    ...facts.flatMap(([name, value]) => (value === undefined ? [] : [`${`${name}:`.padEnd(19)}${value}`])),
    '',
    'What to do',
    ...stepsFor(request, advice).flatMap(({ say, command }, index) => [
      `${index + 1}. ${say}`,
      ...(command === undefined ? [] : [`     ${command}`]),
    ]),
    ...(incident.undetermined
      ? ['', 'What could not be found out', ...incident.undetermined.map((line) => `- ${line}`)]
      : []),
    '',
    `More: ${runbook(incident.reason, runbookUrl)}`,
  ].join('\n');
}

/**
 * For chat: Amazon Q Developer's custom notification, the one form that it shows.
 * AWS docs: "Custom notifications using Amazon Q Developer in chat applications".
 */
function chatFor(request: AlertRequest, advice: Advice, { history, runbookUrl }: AlertContext): object {
  const { incident, disposition, functionName } = request;
  const { reason, region, identity, errorName } = incident;
  return {
    version: '1.0',
    source: 'custom',
    content: {
      textType: 'client-markdown',
      title: `:warning: ${advice.title} (${region})`,
      description: `${advice.meaning} ${dispositions[disposition]}\n*${count(history)}*, since ${new Date(history.since).toISOString()}`,
      nextSteps: [
        ...stepsFor(request, advice).map(({ say, command }) =>
          command === undefined ? say : `${say}\n\`${command}\``,
        ),
        ...(incident.undetermined ?? []),
        ...(runbookUrl === undefined ? [] : [`More: ${runbook(reason, runbookUrl)}`]),
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
