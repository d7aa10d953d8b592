import { GetAccountCommand } from '@aws-sdk/client-sesv2';
import type { Clients } from '../../../aws/clients.ts';
import { ask, type Fact } from '../../../aws/fact.ts';

/** What SES says of the account in one Region. */
export interface SesAccount {
  /** Whether it has left the sandbox. */
  readonly productionAccess: boolean;
  /** The state of the request for production access: PENDING, FAILED, DENIED or GRANTED. */
  readonly review?: string;
  readonly sendingEnabled: boolean;
  /** HEALTHY, PROBATION or SHUTDOWN. */
  readonly enforcement: string;
  readonly quota: {
    /** Emails a day; -1 for no limit. */
    readonly perDay: number;
    readonly sentToday: number;
    readonly perSecond: number;
  };
  /** The pricing plan. */
  readonly plan?: string;
  /** For what an address is suppressed: BOUNCE, COMPLAINT. */
  readonly suppresses: readonly string[];
  /** Whether SES drops mail to addresses that it takes for bad ones. */
  readonly autoValidation: boolean;
  /** Whether SES keeps what became of each email, and tells it by message id (Virtual Deliverability Manager). */
  readonly messageInsights: boolean;
}

export async function readAccount(
  clients: Clients,
  region: string,
  abortSignal: AbortSignal,
): Promise<Fact<SesAccount>> {
  const ses = await clients.ses(region);
  return ask(async () => {
    const account = await ses.send(new GetAccountCommand({}), { abortSignal });
    const { SendQuota: quota, SuppressionAttributes: suppression } = account;
    const review = account.Details?.ReviewDetails?.Status;
    const plan = account.PricingAttributes?.CurrentPlan;
    return {
      productionAccess: account.ProductionAccessEnabled === true,
      ...(review && { review }),
      sendingEnabled: account.SendingEnabled === true,
      enforcement: account.EnforcementStatus ?? 'not told',
      quota: {
        perDay: quota?.Max24HourSend ?? 0,
        sentToday: quota?.SentLast24Hours ?? 0,
        perSecond: quota?.MaxSendRate ?? 0,
      },
      ...(plan && plan !== 'NONE' && { plan }),
      suppresses: suppression?.SuppressedReasons ?? [],
      autoValidation:
        suppression?.ValidationAttributes?.ConditionThreshold?.ConditionThresholdEnabled === 'ENABLED',
      messageInsights: account.VdmAttributes?.VdmEnabled === 'ENABLED',
    };
  });
}
