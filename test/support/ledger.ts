import type { Call } from '../../playground/call.ts';
import { createEncrypt } from '../../playground/encrypt.ts';
import { senderEnvironment, userPoolId } from '../../playground/fixtures.ts';
import { type Environment, startEnvironment } from '../../playground/lambda.ts';
import { type Playground, startPlayground } from '../../playground/playground.ts';
import { ServiceError, type WireResponse } from '../../playground/wire.ts';
import { triggerSources } from '../../src/trigger-source.ts';
import { anEvent, type CognitoEvent } from './events.ts';
import { inParallel } from './in-parallel.ts';
import { createRandom } from './random.ts';
import { outcomesIn } from './sender.ts';

/** What became of every event, in numbers. */
export interface Ledger {
  readonly events: number;
  /** Events by what they ended as; one that ended as two things counts as the first of these. */
  readonly accepted: number;
  readonly kept: number;
  readonly skipped: number;
  /** In none of the three: must be 0. */
  readonly nothing: number;
  /** Kept by the sender, and by Lambda's on-failure destination. */
  readonly keptBy: { readonly sender: number; readonly destination: number };
  /** Accepted and kept as well, as an event is that was delivered twice or whose answer was lost; and records beyond an event's first. */
  readonly acceptedAndKept: number;
  readonly extraRecords: number;
  /** Emails beyond an event's first, and the causes that may lead to one. */
  readonly duplicates: number;
  readonly causes: {
    readonly deliveredTwice: number;
    readonly answerLost: number;
    readonly gaveUp: number;
    readonly environmentLost: number;
  };
  /** Duplicates of events that none of the causes befell: must be 0. */
  readonly unexplained: number;
  readonly invocations: number;
  readonly thrown: number;
  /** Everything that was written, thrown, kept in clear or alerted, for a search. */
  readonly written: readonly string[];
}

/** How likely each misfortune is, by call or by invocation. */
const odds = {
  fault: 0.06,
  answerLost: 0.01,
  slow: 0.002,
  deliveredTwice: 0.01,
  environmentLost: 0.004,
  broken: 0.05,
  doomed: 0.01,
};

// With a margin of 2.5 seconds for reporting, this leaves 0.7 for an email.
const timeoutMs = 3200;

/**
 * Sends events through the built bundle while KMS, SES, SNS, SQS and the execution environments fail at random, with
 * Lambda's asynchronous behaviour around it: two retries, an on-failure destination, now and then a second delivery.
 */
export async function keepLedger(count: number, { seed = 1, width = 4 } = {}): Promise<Ledger> {
  const random = createRandom(seed);
  const playground = await startPlayground();
  const encrypt = createEncrypt(playground.url);
  const codes = await Promise.all(
    Array.from({ length: 40 }, (_, index) => encrypt(`ZQ${index}MARK`, userPoolId)),
  );
  const book = new Map<string, Entry>();
  const written: string[] = [];
  const tally = { invocations: 0, thrown: 0 };

  playground.intercept = (call) => {
    const entry = book.get(call.input?.Destination?.ToAddresses?.[0]);
    if (entry?.doomed) return new ServiceError('InternalServiceErrorException', 'Something went wrong.', 500);
    const effect = misfortune(call, random);
    if (entry && effect && !(effect instanceof ServiceError) && effect.afterwards) entry.answerLost = true;
    return effect;
  };

  const events = Array.from({ length: count }, (_, index) => {
    const source = triggerSources[index % (triggerSources.length - 1)] as (typeof triggerSources)[number];
    const address = `ledger-${index}@example.com`;
    const entry: Entry = {
      emails: 0,
      sender: 0,
      destination: 0,
      skipped: 0,
      deliveredTwice: false,
      doomed: random() < odds.doomed,
      answerLost: false,
      gaveUp: false,
      environmentLost: false,
    };
    book.set(address, entry);
    const event = anEvent(source, {
      code: codes[index % codes.length] ?? '',
      attributes: { email: address },
    });
    if (random() < odds.broken) spoil(event, index);
    return { event, address, entry };
  });

  const width_ = Math.max(1, width);
  const shelf = Array.from({ length: width_ }, () => startEnvironment(senderEnvironment(playground.url)));
  await inParallel(width_, events, async ({ event, entry }) => {
    entry.deliveredTwice = random() < odds.deliveredTwice;
    for (let delivery = 0; delivery < (entry.deliveredTwice ? 2 : 1); delivery += 1)
      await deliver(event, entry);
    collect(playground, book, written);
  });
  await Promise.all(shelf.map((environment) => environment.close()));
  await playground.close();
  collect(playground, book, written);
  return summary(book, tally, written);

  /** Lambda's asynchronous invocation: up to three tries, then the on-failure destination. */
  async function deliver(event: CognitoEvent, entry: Entry): Promise<void> {
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const environment = shelf.pop() as Environment;
      tally.invocations += 1;
      const lost = random() < odds.environmentLost;
      const running = environment.invoke(event, { timeoutMs });
      if (lost) setTimeout(() => environment.close(), random() * 20);
      const { lines, error } = await running;
      if (error?.name === 'Runtime.ExitError') {
        entry.environmentLost = true;
        await environment.close();
        shelf.push(startEnvironment(senderEnvironment(playground.url)));
      } else if (lost) {
        // It ended before it was lost: what follows goes to a fresh one all the same.
        await environment.close();
        shelf.push(startEnvironment(senderEnvironment(playground.url)));
      } else {
        shelf.push(environment);
      }
      written.push(...lines, error?.shown ?? '');
      const outcomes = outcomesIn(lines);
      if (outcomes.some(({ status }) => status === 'skipped')) entry.skipped += 1;
      if (outcomes.some(({ reason, stage }) => reason === 'timed-out' && stage === 'send'))
        entry.gaveUp = true;
      if (!error) return;
      tally.thrown += 1;
    }
    entry.destination += 1;
  }
}

interface Entry {
  emails: number;
  sender: number;
  destination: number;
  skipped: number;
  deliveredTwice: boolean;
  /** Whether SES is out of order for it, each time. */
  readonly doomed: boolean;
  answerLost: boolean;
  /** Whether the sender stopped waiting for SES, which may have taken the email by then: SendEmail has no idempotency token. */
  gaveUp: boolean;
  environmentLost: boolean;
}

/** What goes wrong with a call, if anything does. */
function misfortune(
  { service, operation }: Call,
  random: () => number,
): ServiceError | WireResponse | undefined {
  if (random() < odds.slow) return { status: 200, body: '{}', delay: 5_000, afterwards: random() < 0.5 };
  if (operation === 'SendEmail' && random() < odds.answerLost)
    return { status: 0, body: '', reset: true, afterwards: true };
  if (random() >= odds.fault) return undefined;
  const effects: readonly (() => ServiceError | WireResponse)[] = [
    () => new ServiceError('InternalServiceErrorException', 'Something went wrong.', 500),
    () => ({ status: 0, body: '', reset: true }),
    () => ({ status: 502, headers: { 'content-type': 'text/html' }, body: '<html>Bad Gateway</html>' }),
    () => new ServiceError('AccessDeniedException', 'You may not.', 403),
    service === 'kms'
      ? () => new ServiceError('DisabledException', 'The key is disabled.')
      : () => new ServiceError('SendingPausedException', 'Sending paused for this account.'),
  ];
  return (effects[Math.floor(random() * effects.length)] as () => ServiceError | WireResponse)();
}

/** Events that can never become an email, in turn. */
function spoil(event: CognitoEvent, index: number): void {
  const ways: readonly (() => void)[] = [
    () => {
      event.triggerSource = 'CustomEmailSender_Ninth';
    },
    () => {
      event.request.code = 'AYADeAAA';
    },
    () => {
      event.request.code = null;
    },
    () => {
      event.request.userAttributes['email'] = `${event.request.userAttributes['email']} and more`;
    },
    () => {
      event.userPoolId = 'eu-west-1_AnotherOne';
    },
  ];
  ways[index % ways.length]?.();
}

/** Books what has arrived, and forgets its content. */
function collect(
  { mailbox, queue, alerts, calls }: Playground,
  book: ReadonlyMap<string, Entry>,
  written: string[],
): void {
  for (const { to } of mailbox.splice(0)) {
    const entry = book.get(to[0] ?? '');
    if (entry) entry.emails += 1;
  }
  for (const { body } of queue.splice(0)) {
    const { event, ...record } = JSON.parse(body);
    const entry = book.get(event.request.userAttributes.email.split(' ')[0]);
    if (entry) entry.sender += 1;
    written.push(JSON.stringify(record));
  }
  for (const alert of alerts.splice(0)) written.push(JSON.stringify(alert));
  calls.length = 0;
}

function summary(
  book: ReadonlyMap<string, Entry>,
  tally: Pick<Ledger, 'invocations' | 'thrown'>,
  written: readonly string[],
): Ledger {
  const entries = [...book.values()];
  const number = (is: (entry: Entry) => boolean): number => entries.filter(is).length;
  const kept = ({ sender, destination }: Entry): boolean => sender + destination > 0;
  const extra = ({ emails }: Entry): number => Math.max(0, emails - 1);
  const explained = (entry: Entry): boolean =>
    entry.deliveredTwice || entry.answerLost || entry.gaveUp || entry.environmentLost;
  return {
    events: entries.length,
    accepted: number(({ emails }) => emails > 0),
    kept: number((entry) => entry.emails === 0 && kept(entry)),
    skipped: number((entry) => entry.emails === 0 && !kept(entry) && entry.skipped > 0),
    nothing: number((entry) => entry.emails === 0 && !kept(entry) && entry.skipped === 0),
    keptBy: {
      sender: number(({ sender }) => sender > 0),
      destination: number(({ destination }) => destination > 0),
    },
    acceptedAndKept: number((entry) => entry.emails > 0 && kept(entry)),
    extraRecords: entries.reduce(
      (sum, { sender, destination }) => sum + Math.max(0, sender + destination - 1),
      0,
    ),
    duplicates: entries.reduce((sum, entry) => sum + extra(entry), 0),
    causes: {
      deliveredTwice: number((entry) => extra(entry) > 0 && entry.deliveredTwice),
      answerLost: number((entry) => extra(entry) > 0 && entry.answerLost),
      gaveUp: number((entry) => extra(entry) > 0 && entry.gaveUp),
      environmentLost: number((entry) => extra(entry) > 0 && entry.environmentLost),
    },
    unexplained: number((entry) => extra(entry) > 0 && !explained(entry)),
    ...tally,
    written,
  };
}
