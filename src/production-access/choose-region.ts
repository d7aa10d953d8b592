import { type Fact, valueIn } from '../aws/fact.ts';
import type { VerbContext } from '../cli/verb-context.ts';
import { Mistake } from '../mistake.ts';
import { readStanding, type Standing } from './standing.ts';

export interface ChosenRegion {
  readonly standing: Standing;
  /** The other Regions that the function sends from. */
  readonly others: readonly Standing[];
}

/**
 * Chooses where production access is asked for.
 *
 * @param named The Region that was named; otherwise the first that is in the sandbox.
 * @throws {Mistake} where SES cannot be asked, or a Region is named that the function does not send from.
 */
export async function chooseRegion(
  { clients, installation, signal }: VerbContext,
  named: string | undefined,
): Promise<ChosenRegion> {
  const { sesRegions } = await installation();
  if (named !== undefined && !sesRegions.includes(named)) {
    throw new Mistake(
      `The function does not send from ${named}.`,
      `It sends from ${sesRegions.join(', ')}: name one of these with --ses-region, or deploy with SesRegions.`,
    );
  }
  const facts = await Promise.all(sesRegions.map((region) => readStanding(clients, region, { signal })));
  const known = facts.flatMap((fact) => valueIn(fact) ?? []);
  const wanted = named ?? known.find(({ productionAccess }) => !productionAccess)?.region ?? sesRegions[0];
  const standing = known.find(({ region }) => region === wanted);
  if (!standing) {
    const fact = facts[sesRegions.indexOf(wanted)];
    throw new Mistake(
      `How SES in ${wanted} stands could not be found out: ${whyNot(fact)}`,
      fact?.state === 'denied'
        ? 'Ask for ses:GetAccount.'
        : 'Try again; see whether SES can be reached from here.',
    );
  }
  return { standing, others: known.filter(({ region }) => region !== wanted) };
}

const whyNot = (fact: Fact<unknown> | undefined): string =>
  fact?.state === 'denied' || fact?.state === 'failed' ? fact.why : 'it did not say.';
