import { GetAccountCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import { NotAccepted } from './incident.ts';
import type { Reason } from './reason.ts';
import type { Send } from './regions.ts';
import { type Envelope, sendEmail } from './send.ts';
import { escapeHtml } from './splice.ts';

/** What SES says when the sandbox alone may have stood in the way. */
const sandboxRefusals: ReadonlySet<Reason> = new Set(['sandbox-recipient-unverified', 'identity-unverified']);

/**
 * Wraps the sending step so that what the sandbox refuses goes, clearly marked, to one verified inbox. GetAccount is
 * asked each time and must answer that the account has no production access: without that very answer nothing is
 * redirected, so an account out of the sandbox never does.
 *
 * @param redirectTo The inbox's address.
 */
export function createRedirect(
  send: Send,
  sesFor: (region: string) => SESv2Client,
  redirectTo: string,
): Send {
  return async (envelope, signal, deadline) => {
    try {
      return await send(envelope, signal, deadline);
    } catch (error) {
      const refused =
        error instanceof NotAccepted && error.incidents.find(({ reason }) => sandboxRefusals.has(reason));
      if (!refused) throw error;
      try {
        const ses = sesFor(refused.region);
        const { ProductionAccessEnabled } = await ses.send(new GetAccountCommand({}), {
          abortSignal: signal,
        });
        if (ProductionAccessEnabled !== false) throw error;
        const sesMessageId = await sendEmail(ses, redirected(envelope, redirectTo), signal);
        return { sesRegion: refused.region, sesMessageId, redirected: refused };
      } catch {
        // Whatever kept the redirect from working, the refusal is what there is to report.
        throw error;
      }
    }
  };
}

/** The same email for another reader. The address it was for stands in the parts only: SES copies subjects to event destinations. */
function redirected({ to, email, ...rest }: Envelope, redirectTo: string): Envelope {
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
