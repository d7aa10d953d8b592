import type { Email } from './content.ts';
import { escapeHtml } from './interpolate.ts';

/**
 * The same email for another reader, with a note on top. The address it was for stands in the parts only: SES copies
 * subjects to event destinations.
 *
 * @param to Whom the email was for.
 */
export function addSandboxBanner({ subject, html, text }: Email, to: string): Email {
  const note = `[SES sandbox] This email was for ${to}, whom SES does not let this account write to.`;
  const banner = `<div style="padding:12px 16px;background:#7a2e00;color:#ffffff;font:14px/1.5 sans-serif">${escapeHtml(note)}</div>`;
  return {
    subject: `[SES sandbox] ${subject}`,
    html: html.replace(/<body[^>]*>/i, (body) => `${body}${banner}`),
    text: `${note}\n\n${text}`,
  };
}
