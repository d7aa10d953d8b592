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
