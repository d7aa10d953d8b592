import { createInvokeSender } from '../canary/invoke-sender.ts';
import type { RunVerb, VerbContext } from '../cli/verb-context.ts';
import { findQueue } from '../undelivered/find-queue.ts';
import { lookInto } from '../undelivered/look.ts';
import { type Choice, isChosen } from './choose.ts';
import { type DeployedSender, findSender } from './deployed-sender.ts';
import { columnsOf } from './print/describe-email.ts';
import { planResult } from './print/plan-result.ts';
import { redriveResult } from './print/redrive-result.ts';
import { countOf } from './print/words.ts';
import { createFindAccepted } from './sending/accepted-before.ts';
import { createCheckAddress } from './sending/check-address.ts';
import { chooseRate, createPace } from './sending/pace.ts';
import type { Redrive } from './sending/redrive-emails.ts';
import { redriveInRounds } from './sending/rounds.ts';
import { createSendAgain } from './sending/send-again.ts';

export interface RedriveOptions extends Choice {
  readonly apply?: true;
}

/** `undelivered redrive`: sends what is kept and can still be of use; without `--apply` it says what that is. */
export const redrive: RunVerb<RedriveOptions> = async (context, options) => {
  const { terminal, signal } = context;
  const { queue, settings } = await findQueue(context);
  if (!options.apply) {
    const plan = { verb: 'redrive', about: ['living'], would: 'can still be sent' } as const;
    return planResult(await lookInto(queue, settings), options, { terminal, plan });
  }
  const sender = await findSender(context);
  const redriven = await redriveInRounds({
    queue,
    settings,
    isChosen: isChosen(options),
    claimSeconds: sender.claimSeconds,
    maxWaitMs: 60_000,
    onWait: (others) =>
      terminal.note(`Somebody else holds ${countOf(others, 'message')} of the queue: waiting …`),
    signal,
    tools: await toolsFor(context, sender, { queue }),
  });
  return redriveResult(redriven, options, { terminal, stopped: signal.aborted });
};

/** What the redrive asks of AWS. */
async function toolsFor(
  { clients, region, installation, signal, terminal }: VerbContext,
  { functionArn, logGroup, claimSeconds }: DeployedSender,
  { queue }: Pick<Redrive, 'queue'>,
): Promise<Omit<Redrive, 'queue' | 'signal' | 'onEnd'>> {
  const { sesRegions } = await installation();
  const invoke = createInvokeSender(await clients.invoker(region));
  // An invocation is not broken off: how it ends decides what becomes of the record.
  const never = new AbortController().signal;
  return {
    findAccepted: createFindAccepted(await clients.logs(region), logGroup),
    checkAddress: createCheckAddress(await clients.cognito(region)),
    sendAgain: createSendAgain({
      queue,
      claimSeconds,
      invoke: (event) => invoke(functionArn, event, { signal: never }),
    }),
    pace: createPace(await chooseRate(await clients.ses(sesRegions[0]), signal)),
    onTurn: (email) => {
      const [age, , trigger, to] = columnsOf(email, Date.now());
      if (terminal.verbose) terminal.note(`Sending what was kept ${age}: ${trigger} ${to}`);
    },
  };
}
