import { valueIn } from '../../aws/fact.ts';
import type { Step } from '../../sender/failure/advice.ts';
import { kindOf } from '../../sender/failure/reason.ts';
import type { Facts } from '../facts.ts';
import type { Guide } from '../guide.ts';
import type { Ended } from '../tell/headline.ts';
import { lastTime } from '../trace/trace-emails.ts';
import { askAgain } from './ask-again.ts';
import { causeNow } from './cause-now.ts';

export interface AfterGuide extends Guide {
  /** Whether the fix of the reason is among the steps already. */
  readonly fixIsTold: boolean;
}

/** What to do about an email, by how far it has come. */
export function stepsAfter({ email, end }: Ended, facts: Facts, guide: AfterGuide): Step[] {
  const { from, command } = guide;
  const again = askAgain(email, facts, guide.region);
  const spam = `Have them look into their spam folder and filters for mail from ${from}.`;
  switch (end.state) {
    case 'arrived':
      return [
        { say: spam },
        { say: 'Their provider’s administrator can look for it by the message id above.' },
      ];
    case 'accepted':
      return [
        ...(facts.now - lastTime(email) < newsMs
          ? [{ say: 'Look again in a minute: SES tells when their mail server has taken it, and when not.' }]
          : []),
        { say: spam },
        {
          say: 'If it is there, save it with all its headers: this says why it may have been taken for spam.',
          command: guide.command('verify-message', ['FILE.eml']),
        },
      ];
    case 'redirected':
      return [...fixOf({ email, end }, facts, guide), again];
    case 'suppressed':
      return [
        ...(isSuppressed(facts) ? [] : [{ say: 'SES does not suppress the address any more.' }]),
        again,
      ];
    case 'bounced':
      return [
        {
          say: 'Ask whether the address is right and its mailbox works; correct it in the user pool if not.',
        },
        again,
      ];
    case 'complained':
      return isSuppressed(facts) ? [again] : [{ say: spam }];
    case 'rejected':
    case 'skipped':
      return [...fixOf({ email, end }, facts, guide), again];
    case 'delayed':
      return [
        {
          say: 'Wait: SES goes on trying for as long as the configuration set lets it (MaxDeliverySeconds), then tells of a bounce.',
        },
      ];
    case 'deferred':
      return [{ say: 'Look again in five minutes: by then it was sent, or is kept.' }];
    case 'gone':
      return [again];
    case 'unaccounted':
      return [
        { say: 'See whether it lies in the undelivered queue by now.', command: command('undelivered list') },
        { say: 'See whether the function has its on-failure destination.', command: command('doctor') },
        again,
      ];
    case 'kept':
      return [...fixOf({ email, end }, facts, guide), ...sendAgain({ email, end }, { facts, guide })];
  }
}

/** SES mostly tells within seconds, and EventBridge within some more. */
const newsMs = 2 * 60_000;

const isSuppressed = ({ regions }: Facts): boolean =>
  regions.some(({ recipient }) => valueIn(recipient?.suppression) !== undefined);

/** What is so now; where the cause goes on, or may, the first two steps of its advice: the runbook has the rest. */
function fixOf(
  { email, end }: Ended,
  facts: Facts,
  { adviceOn, fixIsTold, command }: AfterGuide,
): readonly Step[] {
  const { reason, sesRegion } = end;
  if (fixIsTold || reason === undefined) return [];
  if (reason === 'none') {
    return [{ say: 'See why the function does not start or is killed.', command: command('doctor') }];
  }
  const cause = causeNow(reason, end, facts);
  if (cause.state === 'over') return [{ say: cause.says }];
  const { userPoolId } = email;
  const about = {
    ...(sesRegion !== undefined && { sesRegion }),
    ...(userPoolId !== undefined && { userPoolId }),
  };
  return [
    ...(cause.state === 'not-known' && kindOf(reason) === 'set-up'
      ? [{ say: 'See whether the cause is still there, and its fix.', command: command('doctor') }]
      : []),
    ...adviceOn(reason, about).steps.slice(0, 2),
  ];
}

/** What becomes of the record. */
function sendAgain(
  { email, end }: Ended,
  { facts, guide }: { readonly facts: Facts; readonly guide: AfterGuide },
): Step[] {
  const { command, region } = guide;
  const { fate, expiresAt, reason = 'none' } = end;
  const again = askAgain(email, facts, region);
  const isOver = reason !== 'none' && causeNow(reason, end, facts).state === 'over';
  switch (fate) {
    case 'living':
      return [
        {
          say: `${isOver ? 'Send' : 'Then send'} it${expiresAt === undefined ? '' : `, before ${utc(expiresAt)}`}; this sends all that is kept for this reason.`,
          command: command('undelivered redrive', ['--reason', reason, '--apply']),
        },
      ];
    case 'contradictory':
      return [
        {
          say: 'Two records of this code are for different people: somebody has changed one. Find out who writes to the queue before anything is sent.',
          command: command('undelivered list'),
        },
        again,
      ];
    case undefined:
      return [{ say: 'The queue did not show it. Look there.', command: command('undelivered list') }, again];
    default:
      return [
        {
          say: 'What it carries helps nobody any more.',
          command: command('undelivered discard', ['--apply']),
        },
        again,
      ];
  }
}

const utc = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
