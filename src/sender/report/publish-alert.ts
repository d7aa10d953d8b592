import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { ClientSettings } from '../aws/client-settings.ts';
import type { PublishAlert } from './alert.ts';

/**
 * Carries alerts by SNS, which does not depend on the state of SES: people get the text, an Amazon Q Developer
 * subscription (https) its custom notification.
 */
export function createPublishAlert(topicArn: string, settings: Partial<ClientSettings>): PublishAlert {
  const sns = new SNSClient({ ...settings, region: topicArn.split(':')[3] ?? '' });
  return async ({ subject, text, chat }, abortSignal) => {
    const command = new PublishCommand({
      TopicArn: topicArn,
      Subject: subject,
      MessageStructure: 'json',
      Message: JSON.stringify({ default: text, https: JSON.stringify(chat) }),
    });
    await sns.send(command, { abortSignal });
  };
}
