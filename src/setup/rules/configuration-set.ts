import { valueIn } from '../../aws/fact.ts';
import type { SendingRegion } from '../facts/facts.ts';
import type { ConfigurationSet, Destination } from '../facts/ses/configuration-set.ts';
import { judge, type Verdict, verdict } from '../verdict.ts';

/** What has to be heard of, or a bounce is never seen. */
const wanted = ['BOUNCE', 'COMPLAINT', 'REJECT', 'DELIVERY_DELAY'];

/** A reset code lives for an hour: an email that comes later only confuses. */
const longestUseful = 3600;

export function configurationSetRules(
  { region, account, preferred, senders }: SendingRegion,
  { name, set, destinations }: SendingRegion['configurationSets'][number],
): readonly Verdict[] {
  const subject = `configuration set ${name}, ${region}`;
  const about = { subject, region, name };
  return judge(
    set,
    { id: 'configuration-set', subject, what: 'Whether the configuration set exists, and how it is set,' },
    {
      absent: () => [
        verdict('configuration-set', preferred ? 'problem' : 'warning', { ...about, exists: false }),
      ],
      known: (known) => [
        verdict('configuration-set', 'ok', { ...about, exists: true }),
        verdict('configuration-set-sending', known.sendingEnabled ? 'ok' : 'problem', {
          ...about,
          enabled: known.sendingEnabled,
        }),
        verdict('tls-policy', known.requiresTls ? 'ok' : 'warning', {
          ...about,
          required: known.requiresTls,
          seconds: known.maxDeliverySeconds,
        }),
        verdict(
          'max-delivery-time',
          (known.maxDeliverySeconds ?? Number.POSITIVE_INFINITY) <= longestUseful ? 'ok' : 'warning',
          {
            ...about,
            seconds: known.maxDeliverySeconds,
          },
        ),
        verdict('reputation-metrics', known.reputationMetrics ? 'ok' : 'warning', {
          ...about,
          enabled: known.reputationMetrics,
        }),
        ...suppressionRules(known, { ...about, account: valueIn(account) }),
        verdict('archiving', known.archive === undefined ? 'ok' : 'warning', {
          ...about,
          archive: known.archive,
        }),
        ...judge(
          destinations,
          { id: 'event-destinations', subject, what: 'Whether bounces and complaints are heard of' },
          {
            known: (all) =>
              destinationRules(all, {
                ...about,
                // By email, bounces and complaints reach at least somebody.
                forwarded: senders.some(({ identity }) => valueIn(identity)?.feedbackForwarding === true),
              }),
          },
        ),
      ],
    },
  );
}

interface About {
  readonly subject: string;
  readonly region: string;
  readonly name: string;
}

/** The set's own settings, or the account's where it has none. */
function suppressionRules(
  set: ConfigurationSet,
  {
    account,
    ...about
  }: About & {
    readonly account:
      | { readonly suppresses: readonly string[]; readonly autoValidation: boolean }
      | undefined;
  },
): readonly Verdict[] {
  const suppresses = set.suppresses ?? account?.suppresses;
  const autoValidation = set.autoValidation ?? account?.autoValidation;
  return [
    ...(suppresses === undefined
      ? []
      : [
          verdict(
            'suppression',
            suppresses.includes('BOUNCE') && suppresses.includes('COMPLAINT') ? 'ok' : 'warning',
            { ...about, suppresses },
          ),
        ]),
    ...(autoValidation === undefined
      ? []
      : [
          verdict('auto-validation', autoValidation ? 'warning' : 'ok', {
            ...about,
            enabled: autoValidation,
          }),
        ]),
  ];
}

function destinationRules(
  destinations: readonly Destination[],
  { forwarded, ...about }: About & { readonly forwarded: boolean },
): readonly Verdict[] {
  const heard = new Set(destinations.filter(({ enabled }) => enabled).flatMap(({ events }) => events));
  const unheard = wanted.filter((event) => !heard.has(event));
  const tracked = ['OPEN', 'CLICK'].filter((event) => heard.has(event));
  return [
    verdict('event-destinations', unheard.length === 0 ? 'ok' : 'warning', { ...about, unheard, forwarded }),
    verdict('tracking', tracked.length === 0 ? 'ok' : 'warning', { ...about, tracked }),
  ];
}
