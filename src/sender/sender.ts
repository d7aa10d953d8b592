import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import type { Attempt } from './attempt.ts';
import type { Brand } from './brand.ts';
import { type Decrypted, type Encrypted, unescapePassword } from './decrypt.ts';
import { type Message, readMessage } from './message.ts';
import { maskAddress } from './redact.ts';
import type { Content, Email } from './render.ts';
import type { Accepted, Envelope } from './send.ts';

/** What the pipeline is made of; each step throws when its email can go no further. */
export interface Steps {
  readonly admit: (message: Message) => void;
  readonly lookUp: (
    message: Message,
    signal: AbortSignal,
  ) => Promise<Message & { readonly recipient: string }>;
  readonly decrypt: (encrypted: Encrypted, signal: AbortSignal) => Promise<Decrypted>;
  readonly chooseBrand: (message: Message) => Brand;
  readonly chooseLocale: (message: Message, brand: Brand) => string;
  readonly render: (content: Pick<Content, 'message' | 'code' | 'brand' | 'locale'>) => Email;
  readonly send: (envelope: Envelope, signal: AbortSignal) => Promise<Accepted>;
}

/**
 * The path of one email: read the event, decrypt the code, render the email, send it.
 *
 * @returns A Lambda handler that resolves once SES has accepted the email and throws otherwise.
 */
export function createSender({ admit, lookUp, decrypt, chooseBrand, chooseLocale, render, send }: Steps) {
  return async (
    event: unknown,
    { attempt }: Context & { readonly attempt: Attempt },
    { signal }: { readonly signal: AbortSignal },
  ): Promise<void> => {
    const message = await attempt.at('read', () => {
      const read = readMessage(event);
      admit(read);
      return lookUp(read, signal);
    });
    const brand = chooseBrand(message);
    const locale = chooseLocale(message, brand);
    attempt.note({ brand: brand.name, locale, recipient: maskAddress(message.recipient) });

    const code = await attempt.at('decrypt', () => decryptCode(message, attempt, signal));
    const email = await attempt.at('render', () => render({ message, brand, locale, ...code }));
    const accepted = await attempt.at('send', () =>
      send(
        {
          to: message.recipient,
          brand,
          email,
          reference: attempt.details.codeId ?? randomUUID(),
          tags: { triggerSource: message.stem, brand: brand.name, locale },
        },
        signal,
      ),
    );
    attempt.note(accepted);
  };

  async function decryptCode(
    message: Message,
    attempt: Attempt,
    signal: AbortSignal,
  ): Promise<{ code?: string }> {
    const { ciphertext, userPoolId, triggerSource } = message;
    if (!ciphertext) return {};
    const { plaintext, poolProven } = await decrypt({ ciphertext, userPoolId }, signal);
    if (!poolProven) attempt.note({ poolProven });
    return {
      code: triggerSource === 'CustomEmailSender_AdminCreateUser' ? unescapePassword(plaintext) : plaintext,
    };
  }
}
