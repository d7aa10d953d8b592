import { randomUUID } from 'node:crypto';
import { carriedBy } from '../trigger-source.ts';
import type { Brand } from './brand.ts';
import { type Decrypted, type Encrypted, unescapePassword } from './decrypt/decrypt.ts';
import type { AddressedRequest, EmailRequest } from './email-request.ts';
import type { Invocation } from './invocation.ts';
import { maskAddress } from './mask-address.ts';
import { readEvent } from './read/read-event.ts';
import type { Content } from './render/content.ts';
import type { CompleteEmail } from './render/render.ts';
import type { Accepted, Send } from './send/regions.ts';

/** What the pipeline is made of; each step throws when its email can go no further. */
export interface Steps {
  readonly admit: (request: EmailRequest) => void;
  readonly findRecipient: (request: EmailRequest, signal: AbortSignal) => Promise<AddressedRequest>;
  readonly checkRecipient: (recipient: string) => void;
  readonly decrypt: (encrypted: Encrypted, signal: AbortSignal) => Promise<Decrypted>;
  readonly chooseBrand: (request: EmailRequest) => Brand;
  readonly chooseLocale: (request: EmailRequest, brand: Brand) => string;
  /** Makes everything of an email but its code. */
  readonly prepare: (content: Pick<Content, 'request' | 'brand' | 'locale'>) => CompleteEmail;
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
    const request = await invocation.runStage('read', () => read(event, { invocation, signal }));
    // Only the code has to come from KMS: while it is asked, the rest of the email is made. Both are waited for, so that
    // a failure is reported with the brand and language that it was for; of two failures, the first one counts.
    const decrypting = invocation.runStage('decrypt', () => decrypt(request, { invocation, signal }));
    const preparing = nextTurn().then(() =>
      invocation.runStage('render', () => prepare(request, invocation)),
    );
    const both = Promise.all([decrypting, preparing]);
    await Promise.allSettled([both, decrypting, preparing]);
    const [code, { brand, locale, complete }] = await both;
    const email = await invocation.runStage('render', () => complete(code));
    const accepted = await invocation.runStage('send', () => {
      const reference = invocation.details.codeId ?? randomUUID();
      const tags = { triggerSource: request.stem, brand: brand.name, locale };
      const { deadline } = invocation;
      return steps.send(
        { to: request.recipient, brand, content: email, reference, tags },
        { signal, deadline },
      );
    });
    invocation.annotate({ sesRegion: accepted.sesRegion, sesMessageId: accepted.sesMessageId });
    return accepted;
  };

  /** What costs least is asked first: nothing is looked up or decrypted for an event that will be refused. */
  async function read(
    event: unknown,
    { invocation, signal }: { readonly invocation: Invocation; readonly signal: AbortSignal },
  ): Promise<AddressedRequest> {
    const request = readEvent(event);
    steps.admit(request);
    const addressed = await steps.findRecipient(request, signal);
    invocation.annotate({ recipient: maskAddress(addressed.recipient) });
    steps.checkRecipient(addressed.recipient);
    return addressed;
  }

  function prepare(request: EmailRequest, invocation: Invocation) {
    const brand = steps.chooseBrand(request);
    const locale = steps.chooseLocale(request, brand);
    invocation.annotate({ brand: brand.name, locale });
    return { brand, locale, complete: steps.prepare({ request, brand, locale }) };
  }

  /** The code or password in clear; undefined for an email that has none. */
  async function decrypt(
    { ciphertext, userPoolId, stem }: EmailRequest,
    { invocation, signal }: { readonly invocation: Invocation; readonly signal: AbortSignal },
  ): Promise<string | undefined> {
    if (!ciphertext) return undefined;
    const { plaintext, poolProven } = await steps.decrypt({ ciphertext, userPoolId }, signal);
    if (!poolProven) invocation.annotate({ poolProven });
    return carriedBy(stem) === 'temporary password' ? unescapePassword(plaintext) : plaintext;
  }
}

/** After what is queued now has run: the request to KMS is then on its way. */
const nextTurn = (): Promise<void> => new Promise(setImmediate);
