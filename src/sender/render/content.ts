import type { LifetimeSettings } from '../../trigger-source.ts';
import type { Brand } from '../brand.ts';
import type { EmailRequest } from '../email-request.ts';
import type { CodeShownIn } from './code-shown-in.ts';

/** An email's content, ready for SES. */
export interface Email {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** What the installation says of every email. */
export interface EmailSettings extends LifetimeSettings {
  /** Where the code shows besides the body; a subject is copied to every SES event destination. */
  readonly codeShownIn: CodeShownIn;
  /** Whether a greeting may hold the user's name. */
  readonly greetByName: boolean;
  /** Hosts, besides Cognito's own, that a take-over warning's links may lead to; undefined for any. */
  readonly userPoolDomains?: ReadonlySet<string> | undefined;
}

/** What an email is made from. */
export interface Content extends EmailSettings {
  readonly request: EmailRequest;
  /** The confirmation code or temporary password in clear; absent on take-over warnings. */
  readonly code?: string | undefined;
  readonly brand: Brand;
  /** One of the languages there are words for. */
  readonly locale: string;
  /** When the code was made, or a little later, in milliseconds since 1970. */
  readonly madeAt: number;
}
