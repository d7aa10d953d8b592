import type { Invoked } from '../canary/invoke-sender.ts';
import { pasteableStep, type Target } from '../cli/pasteable.ts';
import { adviceOn } from '../sender/failure/advice.ts';
import { type Reason, reasons } from '../sender/failure/reason.ts';
import { domainOf, readMailbox } from '../sender/mailbox.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { wrap } from '../terminal/wrap.ts';

/** What advice is filled in with. */
export interface Surroundings {
  readonly region: string;
  readonly from: string;
  readonly configurationSet: string;
  readonly keyArn: string;
  readonly userPoolId: string;
}

/** How an invocation ended, in words, and what to do about it. */
export function outcomeLines(
  { outcome, thrown, version }: Invoked,
  {
    about,
    target,
    locale: asked,
  }: { readonly about: Surroundings; readonly target: Target; readonly locale?: string | undefined },
  { paint, columns }: Pick<Terminal, 'paint' | 'columns'>,
): string[] {
  const ran = version === undefined || version === '$LATEST' ? '' : ` (version ${version})`;
  if (!outcome) {
    return [
      paint(
        ['bold', 'red'],
        `The function${ran} ended without an outcome: ${thrown ?? 'no error was told'}.`,
      ),
      ...wrap(
        'It could not start, or was cut off. Look for ConfigError, Runtime. and "timed out" in its log.',
        columns,
      ),
    ];
  }
  if (outcome.status === 'accepted') {
    const { sesRegion, sesMessageId, locale, refusedIn, refusedFor, times = {} } = outcome;
    const stages = Object.entries(times).map(([stage, ms]) => `${stage} ${Math.round(ms)} ms`);
    return [
      paint(['bold', 'green'], `Accepted by SES in ${sesRegion}${ran}.`),
      ...(sesMessageId === undefined ? [] : [`  message id  ${sesMessageId}`]),
      ...(locale === undefined ? [] : [`  language    ${languageOf(locale, asked)}`]),
      ...(stages.length === 0 ? [] : [`  time        ${stages.join(', ')}`]),
      ...(refusedFor === undefined ? [] : wrap(detour({ refusedIn, refusedFor, sesRegion }), columns)),
    ];
  }
  const { status, stage } = outcome;
  const reason = reasons.find((known) => known === outcome.reason);
  return [
    paint(
      ['bold', 'red'],
      `Not sent: ${outcome.reason ?? status}${ran}, at the stage ${stage ?? 'unknown'}.`,
    ),
    ...(reason === undefined
      ? []
      : adviceLines(reason, { about, target, sesRegion: outcome.sesRegion, columns })),
    '',
    ...wrap(consequences[status], columns),
  ];
}

/** Where there are no words for what was asked for, the email is in another language. */
const languageOf = (locale: string, asked: string | undefined): string =>
  asked === undefined || asked === locale ? locale : `${locale}; ${asked} was asked for`;

const detour = ({
  refusedIn = '',
  refusedFor,
  sesRegion,
}: {
  readonly refusedIn: string | undefined;
  readonly refusedFor: string;
  readonly sesRegion: string | undefined;
}): string =>
  refusedIn === sesRegion
    ? `But for ${refusedFor}, so that it went to the inbox of SANDBOX_REDIRECT_TO: users get nothing.`
    : `But ${refusedIn} refused it first, for ${refusedFor}.`;

/** What becomes of an event that is not accepted. */
const consequences = {
  skipped: 'The function skipped it on purpose: nothing is kept, and nobody is alerted.',
  deferred: "Of a user's event, Lambda would try twice more; of this one it does not.",
  undeliverable:
    "The function has kept the event like a user's, and may have alerted. It expires as its code would, and `undelivered discard` throws it away at any time.",
} as const;

function adviceLines(
  reason: Reason,
  {
    about,
    target,
    sesRegion,
    columns,
  }: {
    readonly about: Surroundings;
    readonly target: Target;
    readonly sesRegion: string | undefined;
    readonly columns: number;
  },
): string[] {
  const { from, region } = about;
  const address = readMailbox(from)?.address ?? from;
  const { title, meaning, steps } = adviceOn({
    ...about,
    reason,
    region: sesRegion ?? region,
    from: address,
    identity: domainOf(address),
  });
  return [
    ...wrap(`${title}. ${meaning}`, columns),
    '',
    'What to do',
    ...steps
      .map((step) => pasteableStep(step, target))
      .flatMap(({ say, command }, index) => [
        ...wrap(say, columns - 5).map((line, at) => `${at === 0 ? `  ${index + 1}. ` : '     '}${line}`),
        ...(command === undefined ? [] : [`       ${command}`]),
      ]),
  ];
}
