import { GetAccountCommand, type GetAccountCommandOutput } from '@aws-sdk/client-sesv2';
import type { Clients } from '../aws/clients.ts';
import { ask, type Fact } from '../aws/fact.ts';

/** How an account stands with SES in one Region, as far as leaving the sandbox goes. */
export interface Standing {
  readonly region: string;
  readonly productionAccess: boolean;
  /**
   * Of the last application: `PENDING`, `GRANTED`, `DENIED`, or `FAILED`, where AWS did not get it. `NONE` where there
   * was none.
   */
  readonly review: 'NONE' | 'PENDING' | 'GRANTED' | 'DENIED' | 'FAILED';
  /** The AWS Support case in which AWS writes about it. */
  readonly caseId?: string;
  /** From the last application. */
  readonly websiteUrl?: string;
  /** HEALTHY, PROBATION or SHUTDOWN. */
  readonly enforcement: string;
  readonly sendingEnabled: boolean;
  /** For what SES suppresses addresses: BOUNCE, COMPLAINT. */
  readonly suppresses: readonly string[];
}

export async function readStanding(
  clients: Clients,
  region: string,
  { signal: abortSignal }: { readonly signal: AbortSignal },
): Promise<Fact<Standing>> {
  const ses = await clients.ses(region);
  return ask(async () => standingIn(region, await ses.send(new GetAccountCommand({}), { abortSignal })));
}

function standingIn(region: string, answer: GetAccountCommandOutput): Standing {
  const { Details: details, SuppressionAttributes: suppression } = answer;
  const { Status: review = 'NONE', CaseId: caseId } = details?.ReviewDetails ?? {};
  return {
    region,
    productionAccess: answer.ProductionAccessEnabled === true,
    review,
    ...(caseId && { caseId }),
    ...(details?.WebsiteURL && { websiteUrl: details.WebsiteURL }),
    enforcement: answer.EnforcementStatus ?? 'not told',
    sendingEnabled: answer.SendingEnabled !== false,
    suppresses: suppression?.SuppressedReasons ?? [],
  };
}
