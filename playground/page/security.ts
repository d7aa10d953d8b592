/** Nothing from anywhere else, nothing inline, and nobody's frame around it. */
const ofPage = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': ofPage,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

const ofEmail = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
];

/** An email is a stranger's page: it runs nothing, asks nobody for anything, and has no origin. */
export const emailHeaders: Readonly<Record<string, string>> = {
  ...pageHeaders,
  'content-security-policy': ['sandbox', ...ofEmail].join('; '),
  'referrer-policy': 'no-referrer',
  'x-dns-prefetch-control': 'off',
};

/**
 * An email's HTML without what a browser acts on before any policy is asked: it connects ahead of time to hosts that
 * a `link` names, and a `meta` may send it elsewhere.
 */
export const withoutHints = (html: string): string =>
  html.replaceAll(/<(?:link|meta\s[^>]*http-equiv\s*=\s*["']?refresh)\b[^>]*>/gi, '');
