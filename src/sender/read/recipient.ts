import type { AddressedRequest, EmailRequest } from '../email-request.ts';
import { Refusal } from '../failure/refusal.ts';
import { readMailboxAddress } from '../mailbox.ts';
import type { AdminGetUser } from './admin-get-user.ts';

/** Checks an address of a user's profile, from the event or from AdminGetUser. */
export function readRecipient(email: string | undefined): string {
  if (email === undefined) throw new Refusal('recipient-missing', 'the user has no email attribute');
  const address = readMailboxAddress(email);
  if (address === undefined) {
    throw new Refusal('recipient-invalid', 'the email attribute is not one address of the form local@domain');
  }
  return address;
}

/**
 * Makes the step that finds whom a take-over warning is for, the one event that carries no address, and their language
 * and time zone.
 *
 * @param adminGetUser Loaded on first use, since few pools ever send one.
 * @returns A function that gives a request its recipient, and throws a refusal (`recipient-missing`,
 *   `recipient-invalid`) or Cognito's own error.
 */
export const createFindRecipient =
  (adminGetUser: () => Promise<AdminGetUser>) =>
  async (request: EmailRequest, signal: AbortSignal): Promise<AddressedRequest> => {
    if (request.recipient !== undefined) return { ...request, recipient: request.recipient };
    const attributes = await (await adminGetUser())(request, signal);
    const locales = [attributes.get('locale'), attributes.get('custom:locale')].filter(
      (value) => value !== undefined,
    );
    const zoneinfo = attributes.get('zoneinfo');
    return {
      ...request,
      recipient: readRecipient(attributes.get('email')),
      ...(zoneinfo !== undefined && { zoneinfo }),
      locales: [...request.locales, ...locales],
    };
  };

/**
 * @param allowed Lower-case domains and addresses that may be written to; undefined for any.
 * @throws {Refusal} `recipient-not-allowed` when neither the address nor its domain is in the list.
 */
export function checkRecipient(recipient: string, allowed: ReadonlySet<string> | undefined): void {
  const address = recipient.toLowerCase();
  const domain = address.slice(address.lastIndexOf('@') + 1);
  if (allowed && !allowed.has(address) && !allowed.has(domain)) {
    throw new Refusal('recipient-not-allowed', 'ALLOWED_RECIPIENTS names neither the address nor its domain');
  }
}
