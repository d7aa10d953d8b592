import { self } from '../../cli/self.ts';
import type { Words } from '../finding.ts';

interface About {
  readonly queueUrl: string;
  readonly region: string;
}

const days = (seconds: number): string =>
  seconds < 86_400 ? `${Math.round(seconds / 3600)} hours` : `${Math.round(seconds / 8640) / 10} days`;

export const queueWords = {
  queue: ({ exists }: About & { exists: boolean }): Words =>
    exists
      ? { found: 'It exists.' }
      : {
          found: 'There is no such queue.',
          why: 'What cannot be sent cannot be kept either: it is tried twice more, and lost.',
          fix: [{ say: 'Deploy the stack, which makes one.', command: 'sam build && sam deploy' }],
        },

  'queue-depth': ({ waiting, inFlight }: About & { waiting: number; inFlight: number }): Words =>
    waiting === 0
      ? { found: inFlight === 0 ? 'It is empty.' : `${inFlight} are being handled.` }
      : {
          found: `${waiting} ${waiting === 1 ? 'event was' : 'events were'} kept and not sent.`,
          why: 'Each is a person who has been told “code sent” and has none.',
          fix: [
            { say: 'See which, and why.', command: `${self} undelivered list` },
            {
              say: 'Once the cause is gone, send those that can still be of use.',
              command: `${self} undelivered redrive --apply`,
            },
          ],
        },

  'queue-age': ({
    oldestSeconds,
    retentionSeconds,
  }: About & { oldestSeconds: number; retentionSeconds: number }): Words =>
    oldestSeconds > retentionSeconds * 0.5
      ? {
          found: `The oldest has lain there for ${days(oldestSeconds)}; SQS deletes it after ${days(retentionSeconds)}.`,
          why: 'Then it is lost without anybody having decided so.',
          fix: [{ say: 'Send or discard what is kept.', command: `${self} undelivered list` }],
        }
      : { found: `The oldest has lain there for ${days(oldestSeconds)}.` },

  'queue-retention': ({
    queueUrl,
    region,
    retentionSeconds,
    passwordDays,
  }: About & { retentionSeconds: number; passwordDays: number }): Words =>
    retentionSeconds >= Math.min(passwordDays, 14) * 86_400
      ? { found: `It keeps events for ${days(retentionSeconds)}.` }
      : {
          found: `It keeps events for ${days(retentionSeconds)}; a temporary password lasts ${passwordDays} days.`,
          why: 'Invitations that could still be sent are deleted.',
          fix: [
            {
              say: 'Keep them for 14 days, the longest there is.',
              command: `aws sqs set-queue-attributes --queue-url ${queueUrl} --attributes MessageRetentionPeriod=1209600 --region ${region}`,
            },
          ],
        },
};
