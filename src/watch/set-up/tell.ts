import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Finding } from '../../setup/finding.ts';

const headline = (findings: readonly Finding[]): string => {
  const problems = findings.filter(({ level }) => level === 'problem').length;
  return problems > 0
    ? `the set-up has ${problems === 1 ? 'a new problem' : `${problems} new problems`}`
    : 'the set-up has something new to look at';
};

/** Publishes what is new or worse: to people as text, to chat as Amazon Q Developer shows it. */
export async function tell(
  sns: SNSClient,
  findings: readonly Finding[],
  {
    topicArn,
    service,
    signal,
  }: { readonly topicArn: string; readonly service: string; readonly signal: AbortSignal },
): Promise<void> {
  const title = headline(findings);
  await sns.send(
    new PublishCommand({
      TopicArn: topicArn,
      Subject: `Cognito emails: ${title} (${service})`.slice(0, 100),
      MessageStructure: 'json',
      Message: JSON.stringify({
        default: [`In ${service}, ${title}.`, ...findings.map(textOf)].join('\n\n'),
        https: JSON.stringify({
          version: '1.0',
          source: 'custom',
          content: {
            textType: 'client-markdown',
            title: `:warning: Cognito emails: ${title}`,
            description: findings.map(({ subject, found }) => `*${subject}*: ${found}`).join('\n'),
            nextSteps: findings.flatMap(({ fix = [] }) => fix.map(({ say }) => say)),
            keywords: findings.map(({ id }) => id),
          },
          metadata: { threadId: `set-up ${service}`, summary: title, eventType: 'set-up' },
        }),
      }),
    }),
    { abortSignal: signal },
  );
}

const textOf = ({ level, subject, found, why, fix = [] }: Finding): string =>
  [
    `${level === 'problem' ? 'Problem' : 'Warning'}: ${subject}`,
    found,
    ...(why === undefined ? [] : [why]),
    ...fix.flatMap(({ say, record, command }) => [
      `- ${say}`,
      ...[record, command].flatMap((line) => (line === undefined ? [] : [`    ${line}`])),
    ]),
  ].join('\n');
