import type { Addressed } from '../sender.ts';
import type { AdminGetUser } from './admin-get-user.ts';
import { type EmailRequest, readRecipient } from './email-request.ts';

/**
 * Makes the step that finds whom a take-over warning is for: the one event that carries no address.
 *
 * @param adminGetUser Loaded on first use, since few pools ever send one.
 * @returns A function that gives a message its recipient, and throws a refusal (`recipient-missing`,
 *   `recipient-invalid`) or Cognito's own error.
 */
export const createLookUp =
  (adminGetUser: () => Promise<AdminGetUser>) =>
  async (message: EmailRequest, signal: AbortSignal): Promise<Addressed> => {
    if (message.recipient !== undefined) return { ...message, recipient: message.recipient };
    const attributes = await (await adminGetUser())(message, signal);
    const locales = [attributes.get('locale'), attributes.get('custom:locale')].filter(
      (value) => value !== undefined,
    );
    return {
      ...message,
      recipient: readRecipient(attributes.get('email')),
      locales: [...message.locales, ...locales],
    };
  };
