import { GetAccountCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import { withTimeout } from '../aws/with-timeout.ts';
import { NotAccepted } from '../failure/incident.ts';
import { hasTrait } from '../failure/reason.ts';
import type { Email } from '../render/content.ts';
import type { Send } from './regions.ts';
import { sendEmail } from './send-email.ts';

export interface RedirectOptions {
  /** The inbox's address. */
  readonly redirectTo: string;
  /** Marks an email as one that was for somebody else, whose address it is given. */
  readonly mark: (email: Email, to: string) => Email;
}

/**
 * Wraps the sending step so that what the sandbox refuses in every Region goes, clearly marked, to one verified
 * inbox. GetAccount is asked each time, in each Region, and must answer that it has no production access: without that
 * very answer nothing is redirected, so an account that is out of the sandbox anywhere never does.
 */
export function createRedirect(
  send: Send,
  sesFor: (region: string) => SESv2Client,
  { redirectTo, mark }: RedirectOptions,
): Send {
  return async (email, limits) => {
    try {
      return await send(email, limits);
    } catch (error) {
      // One Region that failed for another reason may yet send to the person themselves.
      if (!(error instanceof NotAccepted && error.incidents.every(isSandboxRefusal))) throw error;
      const [refused] = error.incidents;
      const left = Math.max(0, limits.deadline - Date.now());
      try {
        const sendMarked = async (abortSignal: AbortSignal): Promise<string> => {
          for (const { region } of error.incidents) {
            const account = await sesFor(region).send(new GetAccountCommand({}), { abortSignal });
            if (account.ProductionAccessEnabled !== false) throw error;
          }
          const marked = { ...email, to: redirectTo, content: mark(email.content, email.to) };
          return sendEmail(sesFor(refused.region), marked, { abortSignal });
        };
        const sesMessageId = await withTimeout(sendMarked, { milliseconds: left, signal: limits.signal });
        return { sesRegion: refused.region, sesMessageId, redirected: refused };
      } catch {
        // Whatever kept the redirect from working, the refusal is what there is to report.
        throw error;
      }
    }
  };
}

const isSandboxRefusal = ({ reason }: NotAccepted['incidents'][number]): boolean =>
  hasTrait(reason, 'sandbox-refusal');
