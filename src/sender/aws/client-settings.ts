import type { Agent } from 'node:https';

/** A first try and two more: the SDK's standard, which waits at most a second or two between them. */
const maxAttempts = 3;

/** What every client of the sender is made with. */
export type ClientSettings = ReturnType<typeof clientSettings>;

/**
 * A hung request keeps the user waiting, so each try is bounded; all requests go through the one agent, which does not
 * trust connections that a freeze of the environment may have cut.
 */
export const clientSettings = (agent: Agent, { requestTimeout }: { readonly requestTimeout: number }) => ({
  maxAttempts,
  requestHandler: {
    httpsAgent: agent,
    connectionTimeout: 1000,
    requestTimeout,
    throwOnRequestTimeout: true,
  },
});
