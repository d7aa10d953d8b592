import type { Ended, Result } from '../sending/ended.ts';

interface Words {
  /** Follows a count of emails. */
  readonly says: string;
  /** Whether what is said is good news, bad news, or neither. */
  readonly tone: 'good' | 'bad' | 'plain';
  /** What to do, or to know, in a sentence. */
  readonly hint?: string;
  /** The verb that follows it. */
  readonly verb?: string;
}

/** Each result in words, in the order that they are told. */
export const resultWords: Readonly<Record<Result, Words>> = {
  accepted: { says: 'accepted by SES', tone: 'good' },
  'accepted-before': {
    says: 'accepted by SES earlier, and not sent again',
    tone: 'good',
    hint: 'A redrive was cut off before it could remove the record, or Lambda handed the event over twice.',
  },
  skipped: { says: 'skipped by the function on purpose; gone from the queue', tone: 'plain' },
  redirected: {
    says: 'sent to the inbox of SANDBOX_REDIRECT_TO; the person got nothing; still kept',
    tone: 'bad',
    hint: 'SES is in the sandbox still. Send them once it has granted production access.',
  },
  kept: {
    says: 'not sent, and kept once more',
    tone: 'bad',
    hint: 'The cause goes on. To see it:',
    verb: 'doctor',
  },
  deferred: {
    says: 'not sent this time; still kept',
    tone: 'bad',
    hint: 'AWS did not answer properly, or wants fewer at once. Try again in a minute.',
  },
  'not-run': { says: 'not sent: the function could not be run; still kept', tone: 'bad' },
  unknown: {
    says: 'sent without seeing how it ended; still kept, and hidden for some minutes',
    tone: 'bad',
    hint: 'SES may have taken it. A redrive after that looks into the log before it sends; if SES was slow to answer, a person may get the email twice.',
  },
  refused: {
    says: 'refused; still kept',
    tone: 'bad',
    hint: 'Somebody may have changed the record, to have a code sent to themselves. Or the user has another address by now, waits to have a new one verified, or is gone.',
  },
  unchecked: {
    says: 'not sent, because the pool did not say what the address is; still kept',
    tone: 'bad',
    hint: 'It takes cognito-idp:AdminGetUser on the user pool.',
  },
  taken: { says: 'taken by somebody else meanwhile', tone: 'plain' },
  expired: { says: 'expired while waiting for its turn', tone: 'plain' },
  'not-tried': { says: 'not tried; still kept', tone: 'plain' },
};

/** What is to be said of one email besides its result. */
export const detailOf = ({ reason, why, stillThere }: Ended): string =>
  [reason, why, stillThere && 'its record could not be removed; the next redrive does it']
    .filter(Boolean)
    .join(', ');
