import type { Stem } from '../trigger-source.ts';
import type { Mailbox } from './address.ts';

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
  /** `#rrggbb`. */
  readonly color?: string;
  /** https or mailto. */
  readonly supportUrl?: string;
  /** BCP 47; used when the user names no language we have. */
  readonly locale?: string;
  /** Where a code can be entered by one click: https, with `{username}` and `{code}` in it. */
  readonly links: ReadonlyMap<Stem, string>;
}

/**
 * The brand whose app client caused an email.
 *
 * @param brands By app client id.
 */
export const chooseBrand = (
  clientId: string | undefined,
  brands: ReadonlyMap<string, Brand>,
  defaultBrand: Brand,
): Brand => brands.get(clientId ?? '') ?? defaultBrand;
