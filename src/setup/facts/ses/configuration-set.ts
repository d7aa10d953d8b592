import {
  type EventDestination,
  GetConfigurationSetCommand,
  GetConfigurationSetEventDestinationsCommand,
  type GetConfigurationSetResponse,
} from '@aws-sdk/client-sesv2';
import type { Clients } from '../../../aws/clients.ts';
import { ask, type Fact } from '../../../aws/fact.ts';

export interface ConfigurationSet {
  readonly sendingEnabled: boolean;
  readonly requiresTls: boolean;
  /** How long SES keeps trying a slow mail server; undefined for SES's own 14 hours. */
  readonly maxDeliverySeconds?: number;
  readonly reputationMetrics: boolean;
  /** Undefined where the account's own settings hold. */
  readonly suppresses?: readonly string[];
  readonly autoValidation?: boolean;
  /** The archive that keeps whole emails. */
  readonly archive?: string;
}

export interface Destination {
  readonly name: string;
  readonly enabled: boolean;
  /** BOUNCE, COMPLAINT, … */
  readonly events: readonly string[];
}

export async function readConfigurationSet(
  clients: Clients,
  region: string,
  { name, signal }: { readonly name: string; readonly signal: AbortSignal },
): Promise<{ readonly set: Fact<ConfigurationSet>; readonly destinations: Fact<readonly Destination[]> }> {
  const ses = await clients.ses(region);
  const input = { ConfigurationSetName: name };
  const set = await ask(async () =>
    setIn(await ses.send(new GetConfigurationSetCommand(input), { abortSignal: signal })),
  );
  if (set.state === 'absent') return { set, destinations: set };
  const destinations = await ask(async () => {
    const { EventDestinations = [] } = await ses.send(
      new GetConfigurationSetEventDestinationsCommand(input),
      {
        abortSignal: signal,
      },
    );
    return EventDestinations.map(destinationIn);
  });
  return { set, destinations };
}

function setIn(answer: GetConfigurationSetResponse): ConfigurationSet {
  const { DeliveryOptions: delivery, SuppressionOptions: suppression } = answer;
  const threshold = suppression?.ValidationOptions?.ConditionThreshold?.ConditionThresholdEnabled;
  const archive = answer.ArchivingOptions?.ArchiveArn;
  return {
    // Left out of the answer, it is enabled: it has to be switched off.
    sendingEnabled: answer.SendingOptions?.SendingEnabled !== false,
    requiresTls: delivery?.TlsPolicy === 'REQUIRE',
    ...(delivery?.MaxDeliverySeconds && { maxDeliverySeconds: delivery.MaxDeliverySeconds }),
    reputationMetrics: answer.ReputationOptions?.ReputationMetricsEnabled === true,
    ...(suppression?.SuppressedReasons && { suppresses: suppression.SuppressedReasons }),
    ...(threshold && { autoValidation: threshold === 'ENABLED' }),
    ...(archive && { archive }),
  };
}

const destinationIn = ({ Name, Enabled, MatchingEventTypes }: EventDestination): Destination => ({
  name: Name ?? '',
  enabled: Enabled === true,
  events: MatchingEventTypes ?? [],
});
