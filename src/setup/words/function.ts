import { self } from '../../cli/self.ts';
import type { Words } from '../finding.ts';

interface About {
  readonly region: string;
  readonly name: string;
}

const setEvents = ({ name, region }: About, options: string): string =>
  `aws lambda update-function-event-invoke-config --function-name ${name} ${options} --region ${region}`;

export const functionWords = {
  function: ({
    region,
    name,
    state,
    reason,
  }: About & { state: string; reason: string | undefined }): Words => {
    const why = 'Nothing is sent: Cognito’s calls fail, and nobody is told.';
    if (state === 'absent') {
      return {
        found: `There is no function ${name} in ${region}.`,
        why,
        fix: [{ say: 'Deploy it.', command: 'sam build && sam deploy' }],
      };
    }
    return state === 'Failed'
      ? {
          found: `Its last deployment failed${reason === undefined ? '' : `: ${reason}`}.`,
          why,
          fix: [{ say: 'Deploy it again.', command: 'sam build && sam deploy' }],
        }
      : { found: `It is ${state.toLowerCase()}.` };
  },

  'function-runtime': ({
    runtime,
    wanted,
  }: About & { runtime: string | undefined; wanted: string }): Words =>
    runtime === wanted
      ? { found: `It runs on ${wanted}.` }
      : {
          found: `It runs on ${runtime ?? 'an image'}; this version is built for ${wanted}.`,
          why: 'An older runtime may not read the bundle, and AWS stops patching it.',
          fix: [{ say: 'Deploy this version.', command: 'sam build && sam deploy' }],
        },

  'function-settings': ({ region, name, missing }: About & { missing: readonly string[] }): Words =>
    missing.length === 0
      ? { found: 'It has all the settings that it needs.' }
      : {
          found: `It lacks ${missing.join(', ')}.`,
          why: 'It fails at its start, so every event fails.',
          fix: [
            {
              say: 'Deploy the stack, which sets them; if the function is another’s, set them by its own means.',
              command: `aws lambda get-function-configuration --function-name ${name} --query Environment.Variables --region ${region}`,
            },
          ],
        },

  'log-level': ({ region, name, logLevel }: About & { logLevel: string | undefined }): Words =>
    ['WARN', 'ERROR', 'FATAL'].includes(logLevel ?? '')
      ? {
          found: `Its log level is ${logLevel}.`,
          why: 'Lambda drops the lines of accepted emails, and their metrics with them: dashboards and alarms see less than there is.',
          fix: [
            {
              say: 'Log from INFO on.',
              command: `aws lambda update-function-configuration --function-name ${name} --logging-config LogFormat=JSON,ApplicationLogLevel=INFO,SystemLogLevel=INFO --region ${region}`,
            },
          ],
        }
      : { found: 'Its log holds every outcome.' },

  'function-version': ({
    deployed,
    ran,
    ours,
  }: About & {
    deployed: string | undefined;
    ran: { version: string; at: string } | undefined;
    ours: string;
  }): Words =>
    deployed === ours && (ran === undefined || ran.version === ours)
      ? { found: `It is version ${ours}, as this tool.` }
      : {
          found: [
            deployed === undefined
              ? 'Its stack does not say which version it was deployed from'
              : `It was deployed from version ${deployed}`,
            ...(ran === undefined ? [] : [`what ran at ${ran.at} was version ${ran.version}`]),
            `this tool is ${ours}.`,
          ].join('; '),
          why: 'What this tool says of settings and records may not hold for it.',
          fix: [
            { say: 'Deploy this version, or use the tool of that one.', command: 'sam build && sam deploy' },
          ],
        },

  'function-retries': ({ retries, ...about }: About & { retries: number }): Words =>
    retries === 2
      ? { found: 'Lambda tries a failed event twice more.' }
      : {
          found: `Lambda tries a failed event ${retries === 0 ? 'never again' : 'once more'}.`,
          why: 'A hiccup of SES or KMS is enough for a code not to be sent.',
          fix: [{ say: 'Try twice.', command: setEvents(about, '--maximum-retry-attempts 2') }],
        },

  'function-event-age': ({ seconds, ...about }: About & { seconds: number }): Words =>
    seconds <= 3600
      ? { found: `An event waits for at most ${seconds} seconds.` }
      : {
          found: `An event may wait for ${seconds} seconds.`,
          why: 'After a jam, codes arrive that people have long replaced; a reset code lives for an hour.',
          fix: [
            {
              say: 'Give up after an hour.',
              command: setEvents(about, '--maximum-event-age-in-seconds 3600'),
            },
          ],
        },

  'function-destination': ({
    onFailure,
    queueUrl,
    ...about
  }: About & { onFailure: string | undefined; queueUrl: string | undefined }): Words => {
    const queue = queueUrl?.match(/\/(\d{12})\/([\w.-]+)$/);
    const fix = [
      {
        say: 'Send them to the undelivered queue.',
        command: setEvents(
          about,
          `--destination-config '{"OnFailure":{"Destination":"${queue ? `arn:aws:sqs:${about.region}:${queue[1]}:${queue[2]}` : 'QUEUE_ARN'}"}}'`,
        ),
      },
    ];
    if (onFailure === undefined) {
      return {
        found: 'Events that fail every time go nowhere.',
        why: 'They are lost: no record, nothing to send again.',
        fix,
      };
    }
    return onFailure.split(':').at(-1) === queue?.[2] || queueUrl === undefined
      ? { found: 'Events that fail every time are kept in the undelivered queue.' }
      : {
          found: `Events that fail every time go to ${onFailure}, not to the undelivered queue.`,
          why: 'They are not found where the others are, and not sent again with them.',
          fix,
        };
  },

  'function-concurrency': ({
    region,
    name,
    reserved,
    perSecond,
    fitting,
  }: About & { reserved: number | undefined; perSecond: number; fitting: number }): Words => {
    const set = `aws lambda put-function-concurrency --function-name ${name} --reserved-concurrent-executions`;
    if (reserved === 0) {
      return {
        found: 'Its reserved concurrency is 0.',
        why: 'Lambda runs it never. Every event waits, and is then given up.',
        fix: [{ say: 'Let it run.', command: `${set} ${fitting} --region ${region}` }],
      };
    }
    const limit = reserved === undefined ? 'no limit on concurrency' : `a concurrency of ${reserved}`;
    return perSecond >= 50 || (reserved !== undefined && reserved <= fitting * 2)
      ? { found: `It has ${limit}, and SES takes ${perSecond} emails a second.` }
      : {
          found: `It has ${limit}, and SES takes ${perSecond} ${perSecond === 1 ? 'email' : 'emails'} a second.`,
          why: 'A burst of sign-ups runs into SES’s rate, fails, fails again, and ends in the undelivered queue.',
          fix: [
            {
              say: 'Ask for a higher maximum send rate (50 a second is what Cognito lets in).',
              command: `aws service-quotas request-service-quota-increase --service-code ses --quota-code L-CDEF9B6B --desired-value 50 --region ${region}`,
            },
            {
              say: 'Until then, let events wait instead; docs/scaling.md has the arithmetic.',
              command: `${set} ${fitting} --region ${region}`,
            },
          ],
        };
  },

  outcomes: ({
    accepted,
    reasons,
    newest,
    whole,
  }: {
    accepted: number | undefined;
    reasons: readonly { status: string; reason: string; count: number }[];
    newest: string | undefined;
    whole: boolean;
  }): Words => {
    const counted = accepted === undefined ? '' : `${accepted} accepted`;
    const others = reasons.map(({ status, reason, count }) => `${count} ${status} (${reason})`);
    const found = `In the last 24 hours: ${[counted, ...others].filter(Boolean).join(', ') || 'no events'}${newest === undefined ? '' : `, the last at ${newest}`}.${whole ? '' : ' The log holds more than was read.'}`;
    if (!reasons.some(({ status }) => status === 'undeliverable' || status === 'deferred')) return { found };
    return {
      found,
      why: 'Each of these is a person who has been told “code sent” and has none.',
      fix: [
        {
          say: 'docs/runbook.md has a section for each reason. Once the cause is gone, send what is kept.',
          command: `${self} undelivered redrive`,
        },
      ],
    };
  },

  'lost-events': ({ dropped, lost }: { dropped: number; lost: number }): Words => {
    if (dropped === 0 && lost === 0) return { found: 'No event was given up in the last 24 hours.' };
    return {
      found: `In the last 24 hours Lambda gave up ${dropped} events${lost > 0 ? `, and ${lost} did not even reach the undelivered queue` : ''}.`,
      why:
        lost > 0 ? 'Those are lost: these people have no code and never will.' : 'These people have no code.',
      fix: [
        lost > 0
          ? {
              say: 'See that the function’s role may sqs:SendMessage to the queue, and that the queue exists.',
            }
          : {
              say: 'They are in the undelivered queue; see why they failed.',
              command: `${self} undelivered list`,
            },
      ],
    };
  },
};
