import { catalogueOf } from './catalogue.ts';
import { compiledEmail } from './compiled-email.ts';
import type { Content, Email } from './content.ts';
import { literals } from './emails.generated.ts';
import { type CompiledEmail, interpolate, type Part, type RenderContext } from './interpolate.ts';
import { isLinkInText, linkOf } from './link.ts';
import { isolate } from './plausible.ts';
import { longestSubject, shortenName } from './shorten-name.ts';
import { readValues } from './values/values.ts';

/** Puts the code into an email that lacks nothing else. */
export type CompleteEmail = (code: string | undefined) => Email;

/**
 * Makes everything of an email ready that does not depend on its code, so that it is done while KMS is asked.
 *
 * @throws {RangeError} There are no words for the language.
 */
export function prepareEmail(content: Omit<Content, 'code'>): CompleteEmail {
  const {
    request: { stem },
    brand: { folder },
  } = content;
  const email = compiledEmail(stem, folder);
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
    const inText = isLinkInText(content)
      ? context
      : { ...context, values: { ...context.values, link: undefined } };
    return {
      subject: subjectOf(email, { name: content.brand.name, withCode: inSubject, context }),
      html: interpolate(email.html, context),
      text: `${interpolate(email.text, inText).trimEnd()}\n`,
    };
  };
}

function subjectOf(
  email: CompiledEmail,
  {
    name,
    withCode,
    context,
  }: { readonly name: string; readonly withCode: boolean; readonly context: RenderContext },
): string {
  const { values } = context;
  const parts: readonly Part[] = [['subject', (withCode && email.subjectWithCode) || email.subject]];
  const subject = interpolate(parts, context);
  const surplus = subject.length - longestSubject;
  if (surplus <= 0) return subject;
  // What is left ends in "…", which is no letter: it may need marks around it that the whole name did not.
  const isolated = (part: string) => isolate(part, values['dir'] ?? '');
  const marks = isolated(name).length - (values['appName'] ?? '').length;
  const appName = isolated(shortenName(name, surplus + marks));
  return interpolate(parts, { ...context, values: { ...values, appName } });
}

/**
 * Renders an email in one language and one brand.
 *
 * @throws {RangeError} There are no words for the language.
 * @throws {TypeError} The email needs a code and there is none, or a brand's value is not what it must be.
 */
export const render = ({ code, ...content }: Content): Email => prepareEmail(content)(code);
