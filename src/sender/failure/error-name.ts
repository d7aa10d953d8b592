/**
 * An error's name for logs and alerts. Services choose the names of their errors, so one that does not look like a
 * name is not shown: it could hold anything, an address for example.
 */
export const errorName = (error: unknown): string =>
  error instanceof Error ? (/^[\w.]{1,64}$/.test(error.name) ? error.name : 'UnknownError') : typeof error;
