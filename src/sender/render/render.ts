import { catalogueFor } from './catalogue.ts';
import type { Content, Email } from './content.ts';
import { emails, literals } from './emails.generated.ts';
import { interpolate, type RenderContext } from './interpolate.ts';
import { linkOf } from './link.ts';
import { readValues } from './values.ts';

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
