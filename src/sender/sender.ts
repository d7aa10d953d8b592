import { randomUUID } from 'node:crypto';
import type { Brand } from './brand.ts';
import { type Decrypted, type Encrypted, unescapePassword } from './decrypt/decrypt.ts';
import type { Invocation } from './invocation.ts';
import { type EmailRequest, readEmailRequest } from './read/email-request.ts';
import type { Content, Draft } from './render/render.ts';
import { maskAddress } from './report/mask-address.ts';
import type { Accepted, Send } from './send/regions.ts';

/** A message whose recipient is known. */
export type Addressed = EmailRequest & { readonly recipient: string };

/** What the pipeline is made of; each step throws when its email can go no further. */
export interface Steps {
  readonly admit: (message: EmailRequest) => void;
  readonly lookUp: (message: EmailRequest, signal: AbortSignal) => Promise<Addressed>;
  readonly checkRecipient: (recipient: string) => void;
  readonly decrypt: (encrypted: Encrypted, signal: AbortSignal) => Promise<Decrypted>;
  readonly chooseBrand: (message: EmailRequest) => Brand;
  readonly chooseLocale: (message: EmailRequest, brand: Brand) => string;
  readonly draft: (content: Pick<Content, 'message' | 'brand' | 'locale'>) => Draft;
  readonly send: Send;
}

/**
 * The path of one email: read the event, decrypt the code, render the email, send it.
 *
 * @returns A Lambda handler that resolves once SES has accepted the email and throws otherwise.
 */
export function createSender(steps: Steps) {
  return async (
    event: unknown,
    { invocation }: { readonly invocation: Invocation },
    { signal }: { readonly signal: AbortSignal },
  ): Promise<Accepted> => {
    const message = await invocation.runStage('read', () => read(event, invocation, signal));
    // Only the code has to come from KMS: once it is asked, the rest of the email is made. Both are waited for, so that
    // a failure is told with the brand and language that it was for; of two failures, the first one counts.
    const decrypting = invocation.runStage('decrypt', () => decrypt(message, invocation, signal));
    const drafting = invocation.runStage('render', () => draft(message, invocation));
    const both = Promise.all([decrypting, drafting]);
    await Promise.allSettled([both, decrypting, drafting]);
    const [code, { brand, locale, fill }] = await both;
    const email = await invocation.runStage('render', () => fill(code));
    const accepted = await invocation.runStage('send', () => {
      const reference = invocation.details.codeId ?? randomUUID();
      const tags = { triggerSource: message.stem, brand: brand.name, locale };
      return steps.send(
        { to: message.recipient, brand, email, reference, tags },
        signal,
        invocation.deadline,
      );
    });
    invocation.annotate({ sesRegion: accepted.sesRegion, sesMessageId: accepted.sesMessageId });
    return accepted;
  };

  /** What costs least is asked first: nothing is looked up or decrypted for an event that will be refused. */
  async function read(event: unknown, invocation: Invocation, signal: AbortSignal): Promise<Addressed> {
    const message = readEmailRequest(event);
    steps.admit(message);
    const addressed = await steps.lookUp(message, signal);
    invocation.annotate({ recipient: maskAddress(addressed.recipient) });
    steps.checkRecipient(addressed.recipient);
    return addressed;
  }

  /** Everything but the code; begun in the next turn, when the request to KMS is on its way. */
  async function draft(message: EmailRequest, invocation: Invocation) {
    await new Promise(setImmediate);
    const brand = steps.chooseBrand(message);
    const locale = steps.chooseLocale(message, brand);
    invocation.annotate({ brand: brand.name, locale });
    return { brand, locale, fill: steps.draft({ message, brand, locale }) };
  }

  /** The code or password in clear; undefined for an email that has none. */
  async function decrypt(
    message: EmailRequest,
    invocation: Invocation,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const { ciphertext, userPoolId, triggerSource } = message;
    if (!ciphertext) return undefined;
    const { plaintext, poolProven } = await steps.decrypt({ ciphertext, userPoolId }, signal);
    if (!poolProven) invocation.annotate({ poolProven });
    return triggerSource === 'CustomEmailSender_AdminCreateUser' ? unescapePassword(plaintext) : plaintext;
  }
}
