import { PutAccountDetailsCommand } from '@aws-sdk/client-sesv2';
import { valueIn } from '../aws/fact.ts';
import type { CommonOptions } from '../cli/common-options.ts';
import type { Result, VerbContext } from '../cli/verb-context.ts';
import { confirm } from '../terminal/confirm.ts';
import { type AnswerOptions, completeAnswers, readAnswers } from './answers.ts';
import { type Application, writeApplication } from './application.ts';
import { chooseRegion } from './choose-region.ts';
import { readApplicationFacts } from './facts.ts';
import { follow } from './follow.ts';
import { type Ending, type Outcome, resultOf } from './result.ts';
import { readStanding, type Standing } from './standing.ts';
import { applicationLines } from './tell.ts';

export interface RequestOptions extends AnswerOptions {
  readonly sesRegion?: string;
  readonly again?: true;
  readonly follow?: true;
  readonly yes?: true;
}

/** `request-production-access`: how the account stands; the application where one is due; and the review. */
export async function requestProductionAccess(
  context: VerbContext,
  options: RequestOptions & CommonOptions,
): Promise<Result> {
  const given = readAnswers(options);
  const { standing, others } = await chooseRegion(context, options.sesRegion);
  const { productionAccess, review } = standing;
  const decided = productionAccess || review === 'GRANTED';
  const end = (outcome: Outcome, more: Partial<Ending> = {}): Result =>
    resultOf({ outcome, standing, others, ...more }, { context, options });
  if (decided || review === 'PENDING') {
    const latest = options.follow && !decided ? await follow(context, standing) : standing;
    return end(outcomeOf(latest), { standing: latest });
  }
  const facts = () => readApplicationFacts(context, standing);
  const websiteUrl = given.websiteUrl ?? standing.websiteUrl;
  if (review === 'DENIED' && !options.again) {
    const answers = { ...given, websiteUrl: websiteUrl ?? '<https://your.site>' };
    return end('denied', { application: writeApplication(await facts(), answers) });
  }
  const answers = await completeAnswers(
    { ...given, ...(websiteUrl !== undefined && { websiteUrl }) },
    context,
  );
  const application = writeApplication(await facts(), answers);
  const { terminal } = context;
  const shown = applicationLines(application, { region: standing.region, terminal });
  if (!options.yes && !terminal.interactive) return end('shown', { application });
  if (!terminal.json) for (const line of shown) terminal.say(line);
  if (!options.yes && !(await confirm(terminal, `Hand this in for ${standing.region}?`))) {
    return end('not handed in', { application, alreadyShown: true });
  }
  const refused = await handIn(context, standing, application);
  const after = valueIn(await readStanding(context.clients, standing.region, context)) ?? standing;
  const latest = options.follow && !refused && !after.productionAccess ? await follow(context, after) : after;
  return end(refused ? 'refused' : outcomeOf(latest), {
    standing: latest,
    application,
    alreadyShown: true,
    handedIn: !refused,
  });
}

const outcomeOf = ({ productionAccess, review }: Standing): Outcome => {
  if (productionAccess || review === 'GRANTED') return 'has it';
  return review === 'DENIED' ? 'denied' : 'under review';
};

/** @returns Whether SES refused it because it has an application already. Any other error is thrown. */
async function handIn(
  { clients, signal }: VerbContext,
  { region }: Standing,
  { request }: Application,
): Promise<boolean> {
  const ses = await clients.ses(region);
  try {
    await ses.send(new PutAccountDetailsCommand(request), { abortSignal: signal });
    return false;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConflictException') return true;
    throw error;
  }
}
