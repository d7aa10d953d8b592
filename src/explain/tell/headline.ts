import type { End } from '../trace/end-of-email.ts';
import type { TracedEmail } from '../trace/trace-emails.ts';

/** What the whole comes to, in a sentence. */
export interface Headline {
  readonly text: string;
  readonly good: boolean;
}

/** An email and how far it has come. */
export interface Ended {
  readonly email: TracedEmail;
  readonly end: End;
}

export function headlineFor(emails: readonly Ended[], { keepsEvents, searched, masked }: Heard): Headline {
  const theirs = emails.filter(({ email }) => email.whose === 'theirs');
  const perhaps = emails.filter(({ email }) => email.whose === 'perhaps');
  const last = lastOf(emails);
  if (last === undefined) {
    return searched
      ? { text: 'The sender’s log knows of no such email in this time, and none is kept.', good: false }
      : {
          text: 'What became of their email cannot be told: see what could not be found out.',
          good: false,
        };
  }
  const sentence = sentences[last.end.state]({ keepsEvents });
  const mask = `the log shows only ${masked}, as other people’s addresses may look as well`;
  if (theirs.length > 0) {
    const which = theirs.length === 1 ? 'The email' : 'The last email';
    const more = perhaps.length === 0 ? '' : ` ${countOf(perhaps)} more may be theirs: ${mask}.`;
    return {
      text: `${which} ${sentence}${more}`,
      good: isGood(last.end) && perhaps.every(({ end }) => isGood(end)),
    };
  }
  if (perhaps.length === 1)
    return { text: `The one email that may be theirs (${mask}) ${sentence}`, good: isGood(last.end) };
  const bad = perhaps.filter(({ end }) => !isGood(end)).length;
  const went =
    bad === 0
      ? 'SES accepted them all.'
      : bad === perhaps.length
        ? 'None of them went well.'
        : `${bad} of them did not go well.`;
  return { text: `${countOf(perhaps)} emails may be theirs: ${mask}. ${went}`, good: bad === 0 };
}

/** The last email that is certainly theirs; where there is none, the last that may be. */
export const lastOf = (emails: readonly Ended[]): Ended | undefined =>
  emails.findLast(({ email }) => email.whose === 'theirs') ?? emails.at(-1);

const countOf = (emails: readonly Ended[]): string => String(emails.length);

export interface Heard {
  /** Whether SES's events are kept where the last email went through, so that no event means no news. */
  readonly keepsEvents: boolean;
  /** Whether the log could be searched. */
  readonly searched: boolean;
  /** The address as the log shows it. */
  readonly masked: string;
}

/** Whether nothing more has to be done about it. */
const isGood = ({ state }: End): boolean => state === 'arrived' || state === 'accepted';

const sentences: Readonly<Record<End['state'], (heard: Pick<Heard, 'keepsEvents'>) => string>> = {
  arrived: () => 'reached their mail server.',
  accepted: ({ keepsEvents }) =>
    keepsEvents
      ? 'was accepted by SES, which has told of nothing since.'
      : 'was accepted by SES. What became of it then is kept nowhere that could be looked at.',
  redirected: () => 'went to the inbox of SANDBOX_REDIRECT_TO. The person got nothing.',
  suppressed: () => 'was accepted by SES and not sent: SES suppresses the address.',
  bounced: () => 'bounced.',
  complained: () => 'arrived, and was called spam.',
  rejected: () => 'was accepted by SES and taken back.',
  delayed: () => 'is delayed: their mail server does not take it yet.',
  kept: () => 'was not sent. It is kept.',
  gone: () => 'was kept, and is in the undelivered queue no more: it expired there or was discarded.',
  skipped: () => 'was skipped on purpose, and is not kept.',
  deferred: () => 'was not sent yet. Lambda tries again by itself within minutes.',
  unaccounted: () => 'was not sent, and the undelivered queue does not show it.',
};
