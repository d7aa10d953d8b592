import type { Brand } from './brand.ts';
import type { Message } from './message.ts';

/** An email's content, ready for SES. */
export interface Email {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** What an email is made from. */
export interface Content {
  readonly message: Message;
  /** The confirmation code or temporary password in clear; absent on take-over warnings. */
  readonly code?: string;
  readonly brand: Brand;
  /** One of the languages there are words for. */
  readonly locale: string;
  /** Minutes a sign-in code lasts: the app client's AuthSessionValidity. */
  readonly authenticationCodeMinutes: number;
  /** Days a temporary password lasts: the pool's TemporaryPasswordValidityDays. */
  readonly temporaryPasswordDays: number;
  /** Whether the subject may hold the code (it is copied to every SES event destination). */
  readonly codeInSubject: boolean;
}

export function render({ message, code, brand }: Content): Email {
  const text = `${message.stem} ${code ?? ''} ${brand.name}`;
  return { subject: message.stem, html: text, text };
}
