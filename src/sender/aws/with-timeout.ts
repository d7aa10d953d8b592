/**
 * Runs a call that ends when a signal does, or after so much time, whichever is first. Unlike `AbortSignal.timeout`,
 * nothing of it outlives the call: those timers would hold each email's memory until long after it was sent.
 *
 * @param milliseconds 0 or more.
 */
export async function withTimeout<T>(
  call: (limit: AbortSignal) => Promise<T>,
  { milliseconds, signal }: { readonly milliseconds: number; readonly signal: AbortSignal },
): Promise<T> {
  const limit = new AbortController();
  const end = (): void => limit.abort(signal.reason);
  if (signal.aborted) end();
  signal.addEventListener('abort', end);
  const timer = setTimeout(() => limit.abort(new DOMException('out of time', 'TimeoutError')), milliseconds);
  try {
    return await call(limit.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}
