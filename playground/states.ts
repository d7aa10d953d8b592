import { deploy } from './deployment.ts';
import { homeRegion } from './fixtures.ts';
import { type Playground, startPlayground } from './playground.ts';

/** What befell a deployment that was in good order: each state by name. */
const states = {
  good: () => undefined,
  broken: (playground) => {
    playground.region(homeRegion).sandbox = true;
  },
} satisfies Record<string, (playground: Playground) => void>;

export type StateName = keyof typeof states;

export const stateNames = Object.keys(states) as StateName[];

export const isStateName = (text: string): text is StateName => Object.hasOwn(states, text);

/** @returns A playground with a deployed sender in that state, and the environment that points AWS SDKs at it. */
export async function startIn(
  state: StateName,
): Promise<{ readonly playground: Playground; readonly environment: Readonly<Record<string, string>> }> {
  const playground = await startPlayground();
  deploy(playground);
  states[state](playground);
  return { playground, environment: environmentFor(playground.url) };
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
