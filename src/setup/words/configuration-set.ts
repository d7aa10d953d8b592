import type { Words } from '../finding.ts';

interface About {
  readonly region: string;
  readonly name: string;
}

const put = (what: string, { region, name }: About, options: string): string =>
  [
    'aws sesv2',
    `put-configuration-set-${what}`,
    `--configuration-set-name ${name}`,
    options,
    `--region ${region}`,
  ]
    .filter(Boolean)
    .join(' ');

export const configurationSetWords = {
  'configuration-set': ({ region, name, exists }: About & { exists: boolean }): Words =>
    exists
      ? { found: 'It exists.' }
      : {
          found: 'It does not exist in this Region.',
          why: 'SES refuses every email that names it, and every email does.',
          fix: [
            {
              say: 'Create it, or deploy the stack here with Parts=ses-only.',
              command: `aws sesv2 create-configuration-set --configuration-set-name ${name} --delivery-options TlsPolicy=REQUIRE,MaxDeliverySeconds=3600 --region ${region}`,
            },
          ],
        },

  'configuration-set-sending': ({ enabled, ...about }: About & { enabled: boolean }): Words =>
    enabled
      ? { found: 'It may send.' }
      : {
          found: 'Sending is paused for it.',
          why: 'SES refuses every email that names it, and every email does.',
          fix: [{ say: 'Turn it on.', command: put('sending-options', about, '--sending-enabled') }],
        },

  'tls-policy': ({
    required,
    seconds,
    ...about
  }: About & { required: boolean; seconds: number | undefined }): Words =>
    required
      ? { found: 'Mail goes over TLS or not at all.' }
      : {
          found: 'Mail may go without TLS (TlsPolicy OPTIONAL).',
          why: 'A code is a credential: in plain text anybody on the way can read it.',
          fix: [
            {
              say: 'Require TLS; a mail server without it then bounces.',
              // What it is not told, it resets.
              command: put(
                'delivery-options',
                about,
                `--tls-policy REQUIRE --max-delivery-seconds ${seconds ?? 3600}`,
              ),
            },
          ],
        },

  'max-delivery-time': ({ seconds, ...about }: About & { seconds: number | undefined }): Words =>
    seconds !== undefined && seconds <= 3600
      ? { found: `SES tries a slow mail server for ${seconds} seconds.` }
      : {
          found: `SES tries a slow mail server for ${seconds === undefined ? '14 hours, its own default' : `${seconds} seconds`}.`,
          why: 'A code that arrives after it has expired (a reset code lives for an hour) only confuses.',
          fix: [
            {
              say: 'Give up sooner.',
              command: put('delivery-options', about, '--tls-policy REQUIRE --max-delivery-seconds 3600'),
            },
          ],
        },

  'reputation-metrics': ({ enabled, ...about }: About & { enabled: boolean }): Words =>
    enabled
      ? { found: 'Reputation metrics are on.' }
      : {
          found: 'Reputation metrics are off.',
          why: 'Nobody sees bounces and complaints rise before AWS pauses the account.',
          fix: [
            {
              say: 'Turn them on.',
              command: put('reputation-options', about, '--reputation-metrics-enabled'),
            },
          ],
        },

  suppression: ({ suppresses, ...about }: About & { suppresses: readonly string[] }): Words =>
    suppresses.includes('BOUNCE') && suppresses.includes('COMPLAINT')
      ? { found: 'Addresses that bounced or complained are not written to again.' }
      : {
          found: `Addresses are written to again after ${['BOUNCE', 'COMPLAINT'].filter((reason) => !suppresses.includes(reason)).join(' and ')}.`,
          why: 'Each further bounce or complaint counts against the account, until AWS pauses it.',
          fix: [
            {
              say: 'Suppress both.',
              command: put('suppression-options', about, '--suppressed-reasons BOUNCE COMPLAINT'),
            },
          ],
        },

  'auto-validation': ({ enabled, ...about }: About & { enabled: boolean }): Words =>
    enabled
      ? {
          found: 'Auto Validation is on.',
          why: 'SES then drops codes to addresses that it takes for bad ones, after it has accepted them: nobody is told.',
          fix: [
            {
              say: 'Turn it off for this configuration set.',
              command: put(
                'suppression-options',
                about,
                '--suppressed-reasons BOUNCE COMPLAINT --validation-options ConditionThreshold={ConditionThresholdEnabled=DISABLED}',
              ),
            },
          ],
        }
      : { found: 'Auto Validation is off.' },

  archiving: ({ archive, ...about }: About & { archive: string | undefined }): Words =>
    archive === undefined
      ? { found: 'No archive keeps the emails.' }
      : {
          found: `An archive keeps every email: ${archive}.`,
          why: 'Whoever may search it reads codes and temporary passwords in clear.',
          fix: [{ say: 'Take it off this configuration set.', command: put('archiving-options', about, '') }],
        },

  'event-destinations': ({
    region,
    name,
    unheard,
    forwarded,
  }: About & { unheard: readonly string[]; forwarded: boolean }): Words =>
    unheard.length === 0
      ? { found: 'Bounces, complaints, rejections and delays are heard of.' }
      : {
          found: `Nothing hears of ${unheard.join(', ')}${forwarded ? ', but by email' : ''}.`,
          why: '“Accepted by SES” is not “arrived”: without these events nobody knows who did not get a code.',
          fix: [
            {
              say: 'Add an event destination.',
              command: `aws sesv2 create-configuration-set-event-destination --configuration-set-name ${name} --event-destination-name metrics --event-destination 'Enabled=true,MatchingEventTypes=SEND,DELIVERY,BOUNCE,COMPLAINT,REJECT,DELIVERY_DELAY,CloudWatchDestination={DimensionConfigurations=[{DimensionName=ses:configuration-set,DimensionValueSource=MESSAGE_TAG,DefaultDimensionValue=none}]}' --region ${region}`,
            },
          ],
        },

  tracking: ({ tracked }: About & { tracked: readonly string[] }): Words =>
    tracked.length === 0
      ? { found: 'Nobody is tracked.' }
      : {
          found: `An event destination takes ${tracked.join(' and ')} events.`,
          why: 'SES then rewrites links and adds a picture, which mail scanners open and spam filters dislike. This sender switches that off for each email; other senders of the configuration set may not.',
          fix: [{ say: 'Take these events off the destination.' }],
        },
};
