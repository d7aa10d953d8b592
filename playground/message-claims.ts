import { randomUUID } from 'node:crypto';
import { ServiceError } from './wire.ts';

/** What SQS knows of a message that was received: until when it is hidden, and by which receipt. */
interface Claim {
  readonly sentAt: number;
  receives: number;
  firstReceivedAt: number;
  hiddenUntil: number;
  handle: string;
}

/** A message as a receiver gets it. */
export interface Received<Message> {
  readonly message: Message;
  readonly claim: Readonly<Claim>;
}

/**
 * Visibility time-outs as a standard queue has them. AWS docs, "Amazon SQS visibility timeout": a receipt handle belongs
 * to one receiving of a message. With an older one, deleting succeeds and deletes nothing; once the message is visible
 * again its time-out cannot be changed, but it can still be deleted until somebody else has received it.
 *
 * @param now Milliseconds since 1970.
 */
export function createMessageClaims<Message extends { readonly id: string }>(
  queue: Message[],
  now: () => number,
) {
  const claims = new WeakMap<Message, Claim>();
  const claimOf = (message: Message): Claim => {
    const claim = claims.get(message) ?? {
      sentAt: now(),
      receives: 0,
      firstReceivedAt: 0,
      hiddenUntil: 0,
      handle: '',
    };
    claims.set(message, claim);
    return claim;
  };
  const isVisible = (message: Message): boolean => claimOf(message).hiddenUntil <= now();
  /** Handles name their message, so that one of a message that is gone can be told from one that never was. */
  const find = (handle: string): { readonly message: Message | undefined; readonly latest: boolean } => {
    const [, id] = handle.match(/^(.+)#[\da-f-]{36}$/) ?? [];
    if (id === undefined) {
      throw new ServiceError(
        'ReceiptHandleIsInvalid',
        'The input receipt handle is not a valid receipt handle.',
      );
    }
    const message = queue.find((candidate) => candidate.id === id);
    return { message, latest: message !== undefined && claimOf(message).handle === handle };
  };
  return {
    visible: (): number => queue.filter(isVisible).length,
    /** @param most 1 to 10. A standard queue keeps no order and need not give all that it has. */
    receive(most: number, seconds: number): Received<Message>[] {
      const waiting = queue.filter(isVisible).sort(() => Math.random() - 0.5);
      return waiting.slice(0, Math.ceil(Math.random() * most)).map((message) => {
        const claim = claimOf(message);
        claim.receives += 1;
        claim.firstReceivedAt ||= now();
        claim.hiddenUntil = now() + seconds * 1000;
        claim.handle = `${message.id}#${randomUUID()}`;
        return { message, claim };
      });
    },
    delete(handle: string): void {
      const { message, latest } = find(handle);
      if (message && latest) queue.splice(queue.indexOf(message), 1);
    },
    changeVisibility(handle: string, seconds: number): void {
      const { message, latest } = find(handle);
      if (!message) {
        throw new ServiceError(
          'InvalidParameterValue',
          `Value ${handle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
        );
      }
      if (!latest || isVisible(message)) {
        throw new ServiceError('MessageNotInflight', 'The specified message is not in flight.');
      }
      claimOf(message).hiddenUntil = now() + seconds * 1000;
    },
  };
}
