import { breakDeployment } from './broken-deployment.ts';
import { deploy } from './deployment.ts';
import { detachPool } from './detached-pool.ts';
import { startDns, type Zone } from './dns.ts';
import { homeRegion } from './fixtures.ts';
import { keepEvents } from './kept-events.ts';
import { type Playground, type PlaygroundOptions, startPlayground } from './playground.ts';
import { createZone } from './zone.ts';

/** A playground with a deployed sender, and the DNS that the world sees. */
export interface Deployed {
  readonly playground: Playground;
  readonly zone: Zone;
  /** The name server, `address:port`. */
  readonly dns: string;
  /** The variables that point AWS SDKs at it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

/** What was done to a deployment that was in good order: each state by name. */
const states = {
  good: () => undefined,
  detached: detachPool,
  broken: breakDeployment,
  /** In good order again, with what was kept meanwhile. */
  recovered: keepEvents,
} satisfies Record<string, (playground: Playground, zone: Zone) => void>;

export type StateName = keyof typeof states;

export const stateNames = Object.keys(states) as StateName[];

export const isStateName = (text: string): text is StateName => Object.hasOwn(states, text);

export async function startIn(state: StateName, options: PlaygroundOptions = {}): Promise<Deployed> {
  const zone = createZone();
  const [playground, server] = await Promise.all([startPlayground(options), startDns(zone)]);
  deploy(playground);
  states[state](playground, zone);
  return {
    playground,
    zone,
    dns: server.address,
    environment: environmentFor(playground.url),
    close: async () => {
      await Promise.all([playground.close(), server.close()]);
    },
  };
}

/** The variables with which any AWS SDK talks to a playground and to nothing else. */
export const environmentFor = (url: string): Readonly<Record<string, string>> => ({
  AWS_ENDPOINT_URL: url,
  AWS_REGION: homeRegion,
  AWS_ACCESS_KEY_ID: 'playground',
  AWS_SECRET_ACCESS_KEY: 'playground',
  // Nobody's own profile has a say.
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
});
