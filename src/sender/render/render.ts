import type { LifetimeSettings } from '../../trigger-source.ts';
import type { Brand } from '../brand.ts';
import type { EmailRequest } from '../email-request.ts';
import { catalogueFor } from './catalogue.ts';
import { emails, literals } from './emails.generated.ts';
import { interpolate, type Part, type RenderContext } from './interpolate.ts';
import { linkOf } from './link.ts';
import { readValues } from './values.ts';

/** An email's content, ready for SES. */
export interface Email {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** What the installation says of every email. */
export interface EmailSettings extends LifetimeSettings {
  /** Whether the subject may hold the code (it is copied to every SES event destination). */
  readonly codeInSubject: boolean;
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
}

/** One email as the build makes it from emails/: its subjects are words, by number. */
export interface CompiledEmail {
  readonly subject: number;
  /** Absent where the subject never holds the code: temporary passwords, take-over warnings. */
  readonly subjectWithCode?: number;
  readonly html: readonly Part[];
  readonly text: readonly Part[];
}

/** Puts the code into an email that lacks nothing else. */
export type CompleteEmail = (code: string | undefined) => Email;

/**
 * Makes everything of an email ready that does not depend on its code, so that it is done while KMS is asked.
 *
 * @throws {RangeError} There are no words for the language.
 */
export function prepareEmail(content: Omit<Content, 'code'>): CompleteEmail {
  const email = emails[content.request.stem];
  const words = catalogueFor(content.locale).texts;
  const values = readValues(content);
  const subject = content.codeInSubject ? (email.subjectWithCode ?? email.subject) : email.subject;
  return (code) => {
    const context: RenderContext = {
      literals,
      words,
      values: { ...values, code, link: linkOf({ ...content, code }) },
    };
    return {
      subject: interpolate([['subject', subject]], context),
      html: interpolate(email.html, context),
      text: `${interpolate(email.text, context).trimEnd()}\n`,
    };
  };
}

/**
 * Renders an email in one language and one brand.
 *
 * @throws {RangeError} There are no words for the language.
 * @throws {TypeError} The email needs a code and there is none, or a brand's value is not what it must be.
 */
export const render = ({ code, ...content }: Content): Email => prepareEmail(content)(code);
