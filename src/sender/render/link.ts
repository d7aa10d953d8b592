import { noClientId } from '../brand.ts';
import type { Content } from './content.ts';
import { fillLink } from './fill-link.ts';
import { plausibleUrl } from './plausible.ts';

/**
 * The brand's link for an email, its values URL-encoded.
 *
 * @returns Undefined when the brand has none, or when it needs an app client and an administrator caused the email.
 */
export function linkOf({ request, brand, code }: Content): string | undefined {
  const link = brand.links.get(request.stem);
  if (link === undefined) return undefined;
  const clientId = request.clientId === noClientId ? undefined : request.clientId;
  const values = new Map(Object.entries({ clientId, username: request.userName, code }));
  let missing = false;
  const filled = fillLink(link, (name) => {
    const value = values.get(name);
    missing ||= !value;
    return encodeURIComponent((value ?? '').toWellFormed());
  });
  return missing ? undefined : plausibleUrl(filled);
}

/** Whether the text part, where an address is seen, may have the brand's link: not one with the code, which is seen once. */
export const isLinkInText = ({ request, brand }: Omit<Content, 'code'>): boolean =>
  brand.links.get(request.stem)?.includes('{code}') !== true;
