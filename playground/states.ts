import { deploy, functionName } from './deployment.ts';
import { homeRegion, userPoolId } from './fixtures.ts';
import { fullUserPool } from './full-user-pool.ts';
import { type Playground, startPlayground } from './playground.ts';

/** What was done to a deployment that was in good order: each state by name. */
const states = {
  good: () => undefined,
  // The sender is there, and a pool with settings of its own that nobody has attached yet.
  detached: ({ pools, functions }) => {
    const deployed = functions.get(functionName);
    if (deployed) deployed.policy = [];
    pools.set(userPoolId, {
      descriptions: new Map([[homeRegion, fullUserPool(userPoolId)]]),
      mfa: {
        MfaConfiguration: 'OPTIONAL',
        SoftwareTokenMfaConfiguration: { Enabled: true },
        EmailMfaConfiguration: { Message: 'Your Acme code is {####}', Subject: 'Acme code' },
        WebAuthnConfiguration: { RelyingPartyId: 'auth.example.com', UserVerification: 'required' },
      },
      risk: { UserPoolId: userPoolId },
      clients: new Map(),
    });
  },
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
