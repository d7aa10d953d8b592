import { valueIn } from '../aws/fact.ts';
import type { CommonOptions } from '../cli/common-options.ts';
import { pasteableStep } from '../cli/pasteable.ts';
import type { ExitCode, Result, VerbContext } from '../cli/verb-context.ts';
import { Mistake } from '../mistake.ts';
import { readMailboxAddress } from '../sender/mailbox.ts';
import { maskAddress } from '../sender/mask-address.ts';
import type { Facts } from './facts.ts';
import { gather } from './gather.ts';
import { type Guide, guideFor } from './guide.ts';
import { nextSteps, refusesInSandbox } from './next/next-steps.ts';
import { readPeriod } from './period.ts';
import { describe } from './tell/describe.ts';
import { type Ended, type Headline, headlineFor, lastOf } from './tell/headline.ts';
import { linesOf } from './tell/show.ts';
import { endOf } from './trace/end-of-email.ts';

export interface ExplainOptions {
  readonly to?: string;
  readonly codeId?: string;
  /** As they are typed. */
  readonly since: string;
  readonly until?: string;
  readonly deliveryEventsLogGroup?: string;
}

/** `explain`: everything first that is known of a person's email; then what it comes to, and what to do. */
export async function explain(
  context: VerbContext,
  options: ExplainOptions & CommonOptions,
): Promise<Result> {
  const { address, codeId } = readWhom(options);
  const facts = await gather(context, {
    ...(address !== undefined && { address }),
    ...(codeId !== undefined && { codeId }),
    period: readPeriod(options, Date.now()),
    ...(options.deliveryEventsLogGroup !== undefined && {
      deliveryEventsLogGroup: options.deliveryEventsLogGroup,
    }),
  });
  const emails = endsOf(facts);
  const guide = guideFor(await context.installation());
  const lastRegion = lastOf(emails)?.end.sesRegion;
  const headline = headlineFor(emails, {
    keepsEvents: facts.regions.some(({ region, keepsEvents }) => keepsEvents && region === lastRegion),
    searched: facts.outcomes.state === 'known',
    masked: maskAddress(address ?? ''),
  });
  const explanation = {
    facts,
    emails,
    headline,
    steps: nextSteps(facts, emails, guide).map((step) => pasteableStep(step, options)),
    titleOf: (reason: Parameters<Guide['adviceOn']>[0]) => guide.adviceOn(reason, {}).title,
  };
  return {
    json: describe(explanation),
    lines: linesOf(explanation, context.terminal),
    exitCode: exitCodeOf(facts, { headline, emails }),
  };
}

function endsOf(facts: Facts): Ended[] {
  const look = valueIn(facts.queue);
  const whole = look?.whole === true && look.depth.hidden === 0;
  return facts.traced.emails.map((email) => ({ email, end: endOf(email, { whole }, facts.now) }));
}

/** What stands in the way is certain, and counts before what could not be looked at. */
function exitCodeOf(
  { regions, gaps, outcomes }: Facts,
  { headline, emails }: { readonly headline: Headline; readonly emails: readonly Ended[] },
): ExitCode {
  const [preferred] = regions;
  const obstacle =
    regions.some(({ recipient }) => valueIn(recipient?.suppression) !== undefined) ||
    emails.some(({ end }) => end.fate === 'living') ||
    (preferred !== undefined && refusesInSandbox(preferred));
  const told = emails.length > 0 || outcomes.state === 'known';
  if (obstacle || (told && !headline.good)) return 1;
  return gaps.length > 0 ? 2 : 0;
}

/** @throws {Mistake} when it is neither a person nor a code, or is not what it says. */
function readWhom({ to, codeId }: ExplainOptions): { readonly address?: string; readonly codeId?: string } {
  if (to === undefined && codeId === undefined) {
    throw new Mistake(
      'Nobody is named.',
      'Name the person with --to ana@example.com, or one code with --code-id.',
    );
  }
  const address = to === undefined ? undefined : readMailboxAddress(to.trim());
  if (to !== undefined && address === undefined) {
    throw new Mistake(`--to is ${to}, which is not one address.`, 'Give one such as ana@example.com.');
  }
  if (codeId !== undefined && !/^([\da-f]{32}|[\da-f]{64})$/.test(codeId)) {
    throw new Mistake(
      `--code-id is ${codeId}, which is not a code’s id.`,
      'Take it from "codeId" of an outcome line or of a kept record: 32 or 64 characters, 0 to f.',
    );
  }
  return { ...(address !== undefined && { address }), ...(codeId !== undefined && { codeId }) };
}
