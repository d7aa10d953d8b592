import { readFileSync } from 'node:fs';
import { Mistake } from '../mistake.ts';
import { readMailboxAddress } from '../sender/mailbox.ts';
import { askText } from '../terminal/ask-text.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { Answers } from './application.ts';

/** The answers as they are typed. */
export interface AnswerOptions {
  readonly websiteUrl?: string;
  readonly emailsPerDay?: string;
  readonly contact?: readonly string[];
  readonly language?: string;
  /** A file. */
  readonly description?: string;
}

/** What is known of the answers before anybody was asked. */
export type GivenAnswers = Omit<Answers, 'websiteUrl'> & { readonly websiteUrl?: string };

/** @throws {Mistake} for an option that SES would refuse. */
export function readAnswers({
  websiteUrl,
  emailsPerDay,
  contact = [],
  language = 'EN',
  description,
}: AnswerOptions): GivenAnswers {
  const wrong = websiteUrl === undefined ? undefined : urlProblem(websiteUrl);
  if (wrong !== undefined) throw new Mistake(`--website-url is ${websiteUrl}. ${wrong}`);
  if (emailsPerDay !== undefined && !/^[1-9]\d{0,8}$/.test(emailsPerDay)) {
    throw new Mistake(
      `--emails-per-day is ${emailsPerDay}, which is no number of emails.`,
      'Give one such as 2000.',
    );
  }
  const stranger = contact.find((address) => readMailboxAddress(address) === undefined);
  if (stranger !== undefined) {
    throw new Mistake(
      `--contact is ${stranger}, which is not an address.`,
      'Give one such as ops@example.com.',
    );
  }
  if (contact.length > 4) throw new Mistake('SES takes four contacts at most.', 'Name fewer with --contact.');
  if (language !== 'EN' && language !== 'JA') {
    throw new Mistake(`--language is ${language}, in which AWS does not write.`, 'Choose EN or JA.');
  }
  return {
    ...(websiteUrl !== undefined && { websiteUrl }),
    ...(emailsPerDay !== undefined && { emailsPerDay: Number(emailsPerDay) }),
    contacts: contact,
    language,
    ...(description !== undefined && { description: readDescription(description) }),
  };
}

/** SES takes up to 5,000 characters. AWS docs: SES API v2, PutAccountDetails. */
function readDescription(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Mistake(`--description is ${file}, which cannot be read.`, 'Name a text file.', {
      cause: error,
    });
  }
  if (text.length > 0 && text.length <= 5000) return text;
  throw new Mistake(`${file} has ${text.length} characters.`, 'SES takes a description of 1 to 5,000.');
}

/**
 * Completes the answers by asking a person.
 *
 * @throws {Mistake} where nobody can be asked, or does not answer.
 */
export async function completeAnswers(
  given: GivenAnswers,
  { terminal }: { readonly terminal: Terminal },
): Promise<Answers> {
  const websiteUrl =
    given.websiteUrl ??
    (await askText(terminal, 'Which website do people get these emails for?', { check: urlProblem }));
  if (websiteUrl !== undefined) return { ...given, websiteUrl };
  throw new Mistake(
    'AWS wants to know the website that people get these emails for.',
    'Name it: --website-url https://example.com.',
  );
}

/** SES takes up to 1,000 characters. AWS docs: SES API v2, PutAccountDetails. */
function urlProblem(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && /^https?:$/.test(url.protocol) && url.hostname.includes('.') && text.length <= 1000
    ? undefined
    : 'Give the whole address of a website, such as https://example.com.';
}
