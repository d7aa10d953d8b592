import { GetAccountCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import { withTimeout } from '../aws/with-timeout.ts';
import { NotAccepted } from '../failure/incident.ts';
import type { Reason } from '../failure/reason.ts';
import { escapeHtml } from '../render/interpolate.ts';
import type { Send } from './regions.ts';
import { type OutgoingEmail, sendEmail } from './send-email.ts';

/** What SES says when the sandbox alone may have stood in the way. */
const sandboxRefusals: ReadonlySet<Reason> = new Set(['sandbox-recipient-unverified', 'identity-unverified']);

/**
 * Wraps the sending step so that what the sandbox refuses in every Region goes, clearly marked, to one verified
 * inbox. GetAccount is asked each time, in each Region, and must answer that it has no production access: without that
 * very answer nothing is redirected, so an account that is out of the sandbox anywhere never does.
 *
 * @param redirectTo The inbox's address.
 */
export function createRedirect(
  send: Send,
  sesFor: (region: string) => SESv2Client,
  redirectTo: string,
): Send {
  return async (email, signal, deadline) => {
    try {
      return await send(email, signal, deadline);
    } catch (error) {
      // One Region that failed for another reason may yet send to the person themselves.
      if (
        !(error instanceof NotAccepted && error.incidents.every(({ reason }) => sandboxRefusals.has(reason)))
      )
        throw error;
      const [refused] = error.incidents;
      const left = Math.max(0, deadline - Date.now());
      try {
        const sesMessageId = await withTimeout(left, signal, async (abortSignal) => {
          for (const { region } of error.incidents) {
            const account = await sesFor(region).send(new GetAccountCommand({}), { abortSignal });
            if (account.ProductionAccessEnabled !== false) throw error;
          }
          return sendEmail(sesFor(refused.region), redirected(email, redirectTo), abortSignal);
        });
        return { sesRegion: refused.region, sesMessageId, redirected: refused };
      } catch {
        // Whatever kept the redirect from working, the refusal is what there is to report.
        throw error;
      }
    }
  };
}

/** The same email for another reader. The address it was for stands in the parts only: SES copies subjects to event destinations. */
function redirected({ to, email, ...rest }: OutgoingEmail, redirectTo: string): OutgoingEmail {
  const note = `[SES sandbox] This email was for ${to}, whom SES does not let this account write to.`;
  const banner = `<div style="padding:12px 16px;background:#7a2e00;color:#ffffff;font:14px/1.5 sans-serif">${escapeHtml(note)}</div>`;
  return {
    ...rest,
    to: redirectTo,
    email: {
      subject: `[SES sandbox] ${email.subject}`,
      html: email.html.replace(/<body[^>]*>/i, (body) => `${body}${banner}`),
      text: `${note}\n\n${email.text}`,
    },
  };
}
