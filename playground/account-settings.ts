import { type FaultName, faultNames, faults, regionsOf, setFaults } from './faults.ts';
import type { Playground } from './playground.ts';

/** The services whose faults can be chosen each by itself. */
export const faultyServices = ['SES', 'KMS', 'SQS', 'SNS', 'Cognito'] as const;
export type FaultyService = (typeof faultyServices)[number];

/** The service that a fault is one of: most say so first in their names, SES's own states do not. */
export const serviceOf = (name: FaultName): FaultyService =>
  name === 'user deleted'
    ? 'Cognito'
    : (faultyServices.find((service) => name.startsWith(`${service} `)) ?? 'SES');

/** What can be chosen for a service: states of its account first, then what happens to single calls. */
export const faultsOf = (
  service: FaultyService,
): { readonly states: FaultName[]; readonly calls: FaultName[] } => {
  const own = faultNames.filter((name) => name !== 'none' && serviceOf(name) === service);
  return {
    states: own.filter((name) => 'state' in faults[name]),
    calls: own.filter((name) => 'onCall' in faults[name]),
  };
};

/** What is wrong with the account at the moment, chosen by hand. */
export interface AccountSettings {
  readonly chosen: ReadonlyMap<FaultyService, FaultName>;
  readonly latency: number;
  /** Chooses a fault for each service that is named, `none` to clear it, and leaves the others as they are. */
  set(wanted: {
    readonly faults?: readonly (readonly [FaultyService, FaultName])[];
    readonly latency?: number;
  }): void;
}

export function createAccountSettings(playground: Playground): AccountSettings {
  const chosen = new Map<FaultyService, FaultName>();
  return {
    chosen,
    get latency() {
      return playground.latency;
    },
    set({ faults: wanted = [], latency = playground.latency }) {
      for (const [service, name] of wanted) {
        if (name === 'none') chosen.delete(service);
        else chosen.set(service, name);
      }
      const names = [...chosen.values()];
      // Regions that an earlier choice was in have to be cleared too.
      setFaults(playground, [], { regions: ['eu-west-1', 'us-east-1'] });
      setFaults(playground, names, { regions: [...new Set(names.flatMap(regionsOf))] });
      playground.latency = latency;
    },
  };
}
