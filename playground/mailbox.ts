/** An email that the playground's SES has accepted. */
export interface ReceivedEmail {
  readonly id: string;
  readonly at: string;
  readonly region: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly headers: readonly { readonly Name: string; readonly Value: string }[];
  readonly tags: readonly { readonly Name: string; readonly Value: string }[];
  readonly configurationSet?: string;
}

export type Mailbox = ReceivedEmail[];
