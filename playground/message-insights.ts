import type { DeliveryEvent, TrackedMessage } from './delivery-events.ts';

/** SES's own name of each event in message insights. AWS docs: SES API v2, InsightsEvent. */
const types: Readonly<Record<DeliveryEvent['event'], string>> = {
  Delivery: 'DELIVERY',
  Bounce: 'BOUNCE',
  Complaint: 'COMPLAINT',
  Reject: 'REJECT',
  DeliveryDelay: 'DELIVERY_DELAY',
};

/** GetMessageInsights' answer on a message. */
export function messageInsights({
  id,
  to,
  from,
  subject,
  triggerSource,
  at,
  events,
}: TrackedMessage): object {
  const Timestamp = Date.parse(at) / 1000;
  return {
    MessageId: id,
    FromEmailAddress: from,
    Subject: subject,
    EmailTags: [{ Name: 'triggerSource', Value: triggerSource }],
    Insights: [
      {
        Destination: to,
        Isp: 'Other',
        Events: [
          { Timestamp, Type: 'SEND' },
          ...events.map((event) => ({ Timestamp, Type: types[event.event], Details: detailsOf(event) })),
        ],
      },
    ],
  };
}

function detailsOf({ bounce, complaint }: DeliveryEvent): object {
  const [type = '', subType] = bounce?.split('/') ?? [];
  return {
    ...(bounce && { Bounce: { BounceType: type.toUpperCase(), BounceSubType: subType } }),
    ...(complaint && { Complaint: { ComplaintFeedbackType: complaint } }),
  };
}
