/** An email's HTML as in one colour scheme, whatever the browser's own is. */
export const inScheme = (html: string, scheme: string): string =>
  html.replaceAll('(prefers-color-scheme: dark)', scheme === 'dark' ? 'all' : 'not all');
