import { functionName } from './deployment.ts';
import { homeRegion, userPoolId } from './fixtures.ts';
import { fullUserPool } from './full-user-pool.ts';
import type { Playground } from './playground.ts';

/** Leaves the sender where it is, and gives it a pool with settings of its own that nobody has attached yet. */
export function detachPool({ pools, functions }: Playground): void {
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
}
