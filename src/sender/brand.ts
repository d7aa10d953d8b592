import type { Stem } from '../trigger-source.ts';
import type { Mailbox } from './mailbox.ts';

/** Cognito's client id on operations of an administrator. */
export const noClientId = 'CLIENT_ID_NOT_APPLICABLE';

/** What one app client's users see an email come from. */
export interface Brand {
  /** The product's name, in subjects and at the foot of every email. */
  readonly name: string;
  readonly from: Mailbox;
  readonly replyTo?: Mailbox;
  /** The SES configuration set its emails are sent with. */
  readonly configurationSet: string;
  /** https. */
  readonly logoUrl?: string;
  /** https; the logo for dark mode. */
  readonly logoUrlDark?: string;
  /** Whether the logo is a symbol that wants the name beside it. */
  readonly logoBesideName?: boolean;
  /** `#rrggbb`, lower case. */
  readonly color?: string;
  /** https or mailto. */
  readonly supportUrl?: string;
  /** A legal line at the foot: who sends this, and from where. */
  readonly footer?: string;
  /** One of `locales`; used when the user names no language we have. */
  readonly locale?: string;
  /** The overlay's folder with emails or words of the brand's own. */
  readonly folder?: string;
  /** Where a code can be entered by one click: https, with `{username}`, `{code}` or `{clientId}` in it. */
  readonly links: ReadonlyMap<Stem, string>;
}

/**
 * The brand whose app client caused an email. An administrator's operations name no app client
 * (`CLIENT_ID_NOT_APPLICABLE`): they get the brand that lists that very word, else the default.
 */
export const chooseBrand = (
  { clientId }: { readonly clientId?: string },
  { brands, defaultBrand }: { readonly brands: ReadonlyMap<string, Brand>; readonly defaultBrand: Brand },
): Brand => brands.get(clientId ?? noClientId) ?? defaultBrand;
