import { commandLine } from '../cli/command-line.ts';
import type { CommonOptions } from '../cli/common-options.ts';
import type { Result, VerbContext } from '../cli/verb-context.ts';
import type { Application } from './application.ts';
import type { Standing } from './standing.ts';
import { applicationLines, prose, standingText } from './tell.ts';

/** What became of this run. */
export type Outcome = 'has it' | 'under review' | 'denied' | 'shown' | 'not handed in' | 'refused';

export interface Ending {
  readonly outcome: Outcome;
  readonly standing: Standing;
  readonly others: readonly Standing[];
  readonly application?: Application;
  readonly alreadyShown?: boolean;
  readonly handedIn?: boolean;
}

/** What a run is told by, to people and to programs. */
export function resultOf(
  { outcome, standing, others, application, alreadyShown = false, handedIn = false }: Ending,
  { context: { terminal }, options }: { readonly context: VerbContext; readonly options: CommonOptions },
): Result {
  const again = (verb: string, more: readonly string[] = []): string => commandLine(verb, options, more);
  const sandboxed = others.filter(({ productionAccess }) => !productionAccess);
  const answer = application
    ? ['This is what could be answered there:', '', application.request.UseCaseDescription]
    : [];
  const words: Readonly<Record<Outcome, readonly string[]>> = {
    'has it': standing.productionAccess
      ? [
          'What was kept meanwhile can be sent, as far as its codes still live:',
          `  ${again('undelivered redrive', ['--reason', 'sandbox-recipient-unverified', '--apply'])}`,
          'Deploy with SesSandbox=false: the function may then send from its own identity only.',
        ]
      : [],
    'under review': ['See how it stands:', `  ${again('request-production-access')}`],
    denied: answer,
    shown: ['Nothing was handed in. Add --yes to hand it in.'],
    'not handed in': ['Nothing was handed in.'],
    refused: [
      'SES refused it with ConflictException: it has an application of this account already, and takes no second one.',
      ...(standing.review === 'DENIED' ? answer : []),
    ],
  };
  return {
    json: {
      region: standing.region,
      outcome,
      productionAccess: standing.productionAccess,
      review: standing.review,
      ...(standing.caseId !== undefined && { caseId: standing.caseId }),
      handedIn,
      ...(application && {
        application: application.request,
        missing: application.missing,
        unknown: application.unknown,
      }),
      alsoInSandbox: sandboxed.map(({ region }) => region),
    },
    lines: [
      ...(application && !alreadyShown && outcome === 'shown'
        ? applicationLines(application, { region: standing.region, terminal })
        : []),
      ...prose(
        [
          ...(handedIn ? ['Handed in.'] : []),
          ...(outcome === 'shown' ? [] : [standingText(standing)]),
          ...words[outcome],
        ],
        terminal,
      ),
      ...sandboxed.flatMap(({ region }) => [
        `${region} is in the sandbox too:`,
        `  ${again('request-production-access', ['--ses-region', region])}`,
      ]),
    ],
    exitCode: outcome === 'has it' || outcome === 'under review' ? 0 : 1,
  };
}
