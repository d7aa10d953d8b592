import { GetMessageInsightsCommand, type InsightsEvent } from '@aws-sdk/client-sesv2';
import type { Clients } from '../../aws/clients.ts';
import { ask, type Fact } from '../../aws/fact.ts';
import type { DeliveryEvent } from './delivery-event.ts';

/** What SES itself has kept of one email. */
export interface Insights {
  /** In clear: never to be shown. */
  readonly recipient?: string;
  readonly events: readonly DeliveryEvent[];
}

/** By SES's own names; what else there is (opens, clicks, the sending itself) says nothing new here. */
const names: Readonly<Record<string, DeliveryEvent['event']>> = {
  DELIVERY: 'Delivery',
  BOUNCE: 'Bounce',
  COMPLAINT: 'Complaint',
  REJECT: 'Reject',
  DELIVERY_DELAY: 'DeliveryDelay',
};

/** Asks SES about one email. Only an account with Virtual Deliverability Manager has an answer, for 30 days. */
export async function askInsights(
  clients: Clients,
  sesMessageId: string,
  { region, signal }: { readonly region: string; readonly signal: AbortSignal },
): Promise<Fact<Insights>> {
  const ses = await clients.ses(region);
  return ask(async () => {
    const { Insights: [first] = [] } = await ses.send(
      new GetMessageInsightsCommand({ MessageId: sesMessageId }),
      { abortSignal: signal },
    );
    return {
      ...(first?.Destination !== undefined && { recipient: first.Destination }),
      events: (first?.Events ?? []).flatMap((event) => eventOf(event, sesMessageId)),
    };
  });
}

function eventOf({ Type, Timestamp, Details }: InsightsEvent, sesMessageId: string): DeliveryEvent[] {
  const event = names[Type ?? ''];
  if (event === undefined) return [];
  const { Bounce: bounce, Complaint: complaint } = Details ?? {};
  const kind = bounce
    ? [capitalized(bounce.BounceType), bounce.BounceSubType].filter(Boolean).join('/')
    : complaint?.ComplaintFeedbackType;
  return [{ event, sesMessageId, at: Timestamp?.getTime() ?? 0, ...(kind && { kind }) }];
}

/** `PERMANENT` → `Permanent`, as events have it. */
const capitalized = (text = ''): string => text.slice(0, 1) + text.slice(1).toLowerCase();
