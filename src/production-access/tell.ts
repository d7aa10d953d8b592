import type { Terminal } from '../terminal/terminal.ts';
import { wrap } from '../terminal/wrap.ts';
import type { Application } from './application.ts';
import type { Standing } from './standing.ts';

/** Wider lines are hard to read. */
const widest = 100;

const widthOf = ({ toTerminal, columns }: Terminal): number =>
  toTerminal ? Math.min(columns, widest) : Number.POSITIVE_INFINITY;

/** Lines as wide as the terminal; those that are indented are commands, and stay whole to be copied. */
export const prose = (texts: readonly string[], terminal: Terminal): string[] =>
  texts
    .flatMap((text) => text.split('\n'))
    .flatMap((line) => (line.startsWith('  ') ? [line] : wrap(line, widthOf(terminal))));

const bullets = (
  title: string,
  items: readonly string[],
  { terminal }: { readonly terminal: Terminal },
): string[] =>
  items.length === 0
    ? []
    : [
        terminal.paint('bold', title),
        ...items.flatMap((item) =>
          wrap(item, widthOf(terminal) - 4).map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`),
        ),
        '',
      ];

/** The application, as it will be handed in. */
export function applicationLines(
  { request, missing, unknown }: Application,
  { region, terminal }: { readonly region: string; readonly terminal: Terminal },
): string[] {
  const {
    WebsiteURL,
    ContactLanguage,
    AdditionalContactEmailAddresses: contacts = [],
    UseCaseDescription,
  } = request;
  return [
    terminal.paint('bold', `Application for production access to SES in ${region}`),
    `  Mail type     TRANSACTIONAL`,
    `  Website       ${WebsiteURL}`,
    `  Language      ${ContactLanguage}`,
    ...(contacts.length > 0 ? [`  Also told     ${contacts.join(', ')}`] : []),
    '',
    ...UseCaseDescription.split('\n').flatMap((paragraph) =>
      wrap(paragraph, widthOf(terminal) - 2).map((line) => `  ${line}`.trimEnd()),
    ),
    '',
    ...bullets('What a reviewer would miss: put it right first', missing, { terminal }),
    ...bullets('What could not be looked at, and is not claimed', unknown, { terminal }),
  ];
}

/** Where AWS writes about an application. */
const caseUrl = ({ caseId }: Standing): string =>
  caseId === undefined
    ? 'https://console.aws.amazon.com/support/home#/case/history'
    : `https://console.aws.amazon.com/support/home#/case/?displayId=${caseId}`;

/** How the review stands, and what to do. */
export function standingText(standing: Standing): string {
  const { region, productionAccess, review } = standing;
  if (productionAccess) return `SES in ${region} has production access: it sends to everybody.`;
  const where = `Its support case: ${caseUrl(standing)}`;
  switch (review) {
    case 'PENDING':
      return `AWS is reviewing the application for ${region}, which takes a day or more. Until then no other is taken; answer if AWS asks something. ${where}`;
    case 'GRANTED':
      return `AWS has granted the application for ${region}, and SES does not show it yet: look again in some minutes.`;
    case 'DENIED':
      return `AWS has denied the application for ${region}. It says why in the support case, and is answered there: SES refuses a second application with ConflictException. ${where}`;
    case 'FAILED':
      return `AWS did not receive the last application for ${region}: it has to be made again.`;
    case 'NONE':
      return `SES in ${region} is in the sandbox, and nobody has asked for production access yet.`;
  }
}
