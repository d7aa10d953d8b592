/** Tells whoever listens that something has changed, once for everything that changes in the same tenth of a second. */
export interface Changes {
  /** @param what `content`: the page has something new to show; `page`: the page itself is another one. */
  notify(what?: Change): void;
  /** @returns The function that ends it. */
  subscribe(listener: (what: Change) => void): () => void;
}

export type Change = 'content' | 'page';

/** Faster than this, nobody could read it, in milliseconds. */
const quiet = 100;

export function createChanges(): Changes {
  const listeners = new Set<(what: Change) => void>();
  const due = new Set<Change>();
  return {
    notify(what = 'content') {
      if (due.size === 0) {
        setTimeout(() => {
          for (const change of due) for (const listener of listeners) listener(change);
          due.clear();
        }, quiet).unref();
      }
      due.add(what);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
