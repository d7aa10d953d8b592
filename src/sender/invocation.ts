import { isTriggerSource } from '../trigger-source.ts';
import { codeId, eventId } from './code-id.ts';
import type { Reason, Stage } from './failure/reason.ts';
import { readMailboxAddress } from './mailbox.ts';
import { maskAddress } from './mask-address.ts';
import { isUserPoolId } from './user-pool-id.ts';

/** What may be shown of an email in logs and queues: no code, no name, no address but a masked one. */
export interface Details {
  triggerSource?: string;
  userPoolId?: string;
  clientId?: string;
  codeId?: string;
  /** Cognito's id of a sign-in that a take-over warning is about: such an event has no code to be told by. */
  eventId?: string;
  brand?: string;
  locale?: string;
  /** Masked. */
  recipient?: string;
  sesRegion?: string;
  sesMessageId?: string;
  /** False where the code itself does not say which pool it belongs to. */
  poolProven?: boolean;
  /** The Region that could not send, and why, where another or the redirect inbox got the email. */
  refusedIn?: string;
  refusedFor?: Reason;
  /** The name of the error that kept an event from being kept. */
  storeError?: string;
}

/** One invocation's way through the pipeline: where it is, how long each stage took, and what may be shown of it. */
export interface Invocation {
  /** Where it failed, else what is under way; of two stages at once, the one that started first. */
  readonly stage: Stage;
  /** When the pipeline is cut off, in milliseconds since 1970. */
  readonly deadline: number;
  readonly details: Readonly<Details>;
  /** Milliseconds by stage. */
  readonly times: Readonly<Partial<Record<Stage, number>>>;
  /** Runs a step as that stage. */
  runStage<T>(stage: Stage, step: () => T | Promise<T>): Promise<T>;
  annotate(details: Details): void;
}

/**
 * @param event The invocation's payload, of any shape: whatever names it harmlessly is recorded at once.
 * @param deadline When the pipeline is cut off, in milliseconds since 1970.
 */
export function startInvocation(event: unknown, deadline: number): Invocation {
  const underWay = new Set<Stage>();
  let last: Stage = 'read';
  let failed: Stage | undefined;
  const details = identify(event);
  const times: Partial<Record<Stage, number>> = {};
  return {
    get stage() {
      return failed ?? underWay.values().next().value ?? last;
    },
    deadline,
    details,
    times,
    async runStage(name, step) {
      underWay.add(name);
      last = name;
      const start = performance.now();
      try {
        return await step();
      } catch (error) {
        failed ??= name;
        throw error;
      } finally {
        underWay.delete(name);
        times[name] = Math.round(((times[name] ?? 0) + performance.now() - start) * 100) / 100;
      }
    },
    annotate: (more) => void Object.assign(details, more),
  };
}

/** The members that name an event, each only if it has the very form that Cognito gives it. */
function identify(event: unknown): Details {
  const { triggerSource, userPoolId, callerContext, request } = asRecord(event);
  const { clientId } = asRecord(callerContext);
  const { code, userAttributes } = asRecord(request);
  const { email, EVENT_ID } = asRecord(userAttributes);
  const id = typeof code === 'string' ? codeId(Buffer.from(code.slice(0, 64), 'base64')) : undefined;
  const signIn = eventId(EVENT_ID);
  const address = typeof email === 'string' ? readMailboxAddress(email) : undefined;
  return {
    triggerSource: isTriggerSource(triggerSource) ? triggerSource : 'unknown',
    ...(typeof userPoolId === 'string' && isUserPoolId(userPoolId) && { userPoolId }),
    ...(typeof clientId === 'string' && /^\w{1,128}$/.test(clientId) && { clientId }),
    ...(id !== undefined && { codeId: id }),
    ...(signIn !== undefined && { eventId: signIn }),
    // Known from the start, so that an event that goes no further can still be found by whom it was for.
    ...(address !== undefined && { recipient: maskAddress(address) }),
  };
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
