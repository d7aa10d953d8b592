import type { Words } from '../finding.ts';

const subscribe = (topicArn: string): string =>
  `aws sns subscribe --topic-arn ${topicArn} --protocol email --notification-endpoint YOU@EXAMPLE.COM --region ${topicArn.split(':')[3]}`;

export const alertTopicWords = {
  'alert-topic': ({ exists }: { topicArn: string; exists: boolean }): Words =>
    exists
      ? { found: 'It exists.' }
      : {
          found: 'There is no such topic.',
          why: 'When codes do not go out, nobody is told.',
          fix: [{ say: 'Deploy the stack, which makes one.', command: 'sam build && sam deploy' }],
        },

  'alert-key': ({ state, topicArn }: { state: string; topicArn: string }): Words => {
    const region = topicArn.split(':')[3];
    const find = {
      say: 'Find out which key it is.',
      command: `aws sns get-topic-attributes --topic-arn ${topicArn} --query Attributes.KmsMasterKeyId --region ${region}`,
    };
    return state === 'Enabled'
      ? { found: 'Its key is enabled.' }
      : {
          found: `The key that it is encrypted under is ${state === 'gone' ? 'gone' : `in the state ${state}`}.`,
          why: 'No alert and no alarm comes through it, and it cannot say so itself.',
          fix: [
            find,
            state === 'gone'
              ? { say: 'Give the topic another: deploy the stack.', command: 'sam build && sam deploy' }
              : state === 'PendingDeletion'
                ? {
                    say: 'Cancel the key’s deletion, and enable it.',
                    command: `aws kms cancel-key-deletion --key-id KEY_ID --region ${region} && aws kms enable-key --key-id KEY_ID --region ${region}`,
                  }
                : {
                    say: 'Enable the key.',
                    command: `aws kms enable-key --key-id KEY_ID --region ${region}`,
                  },
          ],
        };
  },

  'alert-subscriptions': ({
    topicArn,
    confirmed,
    pending,
  }: {
    topicArn: string;
    confirmed: number;
    pending: number;
  }): Words => {
    if (confirmed > 0 && pending === 0)
      return { found: `${confirmed} confirmed ${confirmed === 1 ? 'subscription' : 'subscriptions'}.` };
    const confirm = {
      say: 'Find “AWS Notification - Subscription Confirmation” in that inbox and confirm; if it is more than two days old, subscribe again.',
      command: subscribe(topicArn),
    };
    if (confirmed > 0) {
      return {
        found: `${confirmed} confirmed, ${pending} not confirmed.`,
        why: 'Who has not confirmed is told nothing.',
        fix: [confirm],
      };
    }
    return {
      found:
        pending === 0
          ? 'Nobody has subscribed.'
          : `Nobody has confirmed a subscription; ${pending} ${pending === 1 ? 'waits' : 'wait'} for it.`,
      why: 'When codes do not go out, nobody is told: not by alerts, not by alarms.',
      fix: [
        pending === 0 ? { say: 'Subscribe somebody, and confirm.', command: subscribe(topicArn) } : confirm,
      ],
    };
  },
};
