import { valueIn } from '../../aws/fact.ts';
import type { Facts } from '../facts/facts.ts';
import type { FunctionSurroundings } from '../facts/lambda/function.ts';
import type { Ran } from '../facts/lambda/outcome-lines.ts';
import { judge, type Verdict, verdict } from '../verdict.ts';

/**
 * Whether the template that was deployed, the function that runs and this tool are of one version. The tag is the
 * template's; what runs says its own in each outcome line.
 */
export const functionVersionRules = (
  { version }: FunctionSurroundings,
  { installation, outcomes }: Facts,
  {
    ours,
    ...about
  }: { readonly subject: string; readonly region: string; readonly name: string; readonly ours: string },
): readonly Verdict[] =>
  judge(
    version,
    { id: 'function-version', subject: about.subject, what: 'Which version it was deployed from' },
    {
      known: (tag) => {
        const deployed = tag ?? installation.stack?.outputs['Version'];
        const ran = sinceDeployed(outcomes?.ran, installation);
        const same = deployed === ours && (ran === undefined || ran.version === ours);
        return [verdict('function-version', same ? 'ok' : 'warning', { ...about, deployed, ran, ours })];
      },
    },
  );

/** A line of before the last deployment was that version's: nothing is wrong with it. */
function sinceDeployed(
  ran: Ran | undefined,
  { function: described }: Facts['installation'],
): Ran | undefined {
  const deployedAt = Date.parse(valueIn(described)?.LastModified ?? '');
  return ran === undefined || Date.parse(ran.at) < deployedAt ? undefined : ran;
}
