import type { Brand } from '../brand.ts';
import type { EmailRequest } from '../read/email-request.ts';
import { catalogueOf } from './catalogue.ts';
import type { CodeShownIn } from './code-shown-in.ts';
import { brandEmails, emails, literals } from './emails.generated.ts';
import { interpolate, type Part, type RenderContext } from './interpolate.ts';
import { linkOf } from './link.ts';
import { longestSubject, shortenName } from './shorten-name.ts';
import { readValues } from './values.ts';

/** An email's content, ready for SES. */
export interface Email {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** What an email is made from. */
export interface Content {
  readonly message: EmailRequest;
  /** The confirmation code or temporary password in clear; absent on take-over warnings. */
  readonly code?: string | undefined;
  readonly brand: Brand;
  /** One of the languages there are words for. */
  readonly locale: string;
  /** Minutes a sign-in code lasts: the app client's AuthSessionValidity. */
  readonly authenticationCodeMinutes: number;
  /** Days a temporary password lasts: the pool's TemporaryPasswordValidityDays. */
  readonly temporaryPasswordDays: number;
  /** Where the code shows besides the body. */
  readonly codeShownIn: CodeShownIn;
  /** Whether a greeting may hold the user's name. */
  readonly greetByName: boolean;
  /** When the code was made, or a little later, in milliseconds since 1970. */
  readonly madeAt: number;
}

/** One email as the build makes it from emails/: its subjects are words, by number. */
export interface CompiledEmail {
  readonly subject: number;
  /** Absent where the subject never holds the code: temporary passwords, take-over warnings. */
  readonly subjectWithCode?: number;
  readonly html: readonly Part[];
  readonly text: readonly Part[];
}

/** An email that lacks nothing but its code. */
export type Draft = (code: string | undefined) => Email;

/**
 * Makes everything of an email ready that does not depend on its code, so that it is done while KMS is asked.
 *
 * @throws {RangeError} There are no words for the language.
 */
export function draft(content: Omit<Content, 'code'>): Draft {
  const {
    message: { stem },
    brand: { folder },
  } = content;
  const email = (folder === undefined ? undefined : brandEmails[folder]?.emails[stem]) ?? emails[stem];
  const catalogue = catalogueOf(content.locale, folder);
  const words = catalogue.texts;
  const values = readValues(content, catalogue);
  const inSubject = content.codeShownIn[stem] === 'subject';
  return (code) => {
    const context: RenderContext = {
      literals,
      words,
      values: { ...values, code, link: linkOf({ ...content, code }) },
    };
    return {
      subject: subjectOf(email, inSubject, context),
      html: interpolate(email.html, context),
      text: `${interpolate(email.text, context).trimEnd()}\n`,
    };
  };
}

function subjectOf(email: CompiledEmail, withCode: boolean, context: RenderContext): string {
  const parts: readonly Part[] = [['subject', (withCode && email.subjectWithCode) || email.subject]];
  const subject = interpolate(parts, context);
  const surplus = subject.length - longestSubject;
  if (surplus <= 0) return subject;
  const appName = shortenName(context.values['appName'] ?? '', surplus);
  return interpolate(parts, { ...context, values: { ...context.values, appName } });
}

/**
 * Renders an email in one language and one brand.
 *
 * @throws {RangeError} There are no words for the language.
 * @throws {TypeError} The email needs a code and there is none, or a brand's value is not what it must be.
 */
export const render = ({ code, ...content }: Content): Email => draft(content)(code);
