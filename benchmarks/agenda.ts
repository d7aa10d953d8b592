/** What happens when its time has come. */
export type Happening = (time: number) => void;

/** Makes a list of what is to happen, kept as a binary heap and played in order of time. */
export function createAgenda() {
  const heap: { time: number; happening: Happening }[] = [];
  const swap = (a: number, b: number): void => {
    const entry = heap[a] as (typeof heap)[0];
    heap[a] = heap[b] as (typeof heap)[0];
    heap[b] = entry;
  };
  const earlier = (a: number, b: number): boolean =>
    (heap[a]?.time ?? Number.POSITIVE_INFINITY) < (heap[b]?.time ?? Number.POSITIVE_INFINITY);

  return {
    at(time: number, happening: Happening): void {
      heap.push({ time, happening });
      let index = heap.length - 1;
      for (let parent = (index - 1) >> 1; index > 0 && earlier(index, parent); parent = (index - 1) >> 1) {
        swap(index, parent);
        index = parent;
      }
    },
    run(): void {
      for (let next = heap[0]; next; next = heap[0]) {
        const last = heap.pop() as (typeof heap)[0];
        if (heap.length > 0) {
          heap[0] = last;
          sink();
        }
        next.happening(next.time);
      }
    },
  };

  function sink(): void {
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const child = earlier(left + 1, left) ? left + 1 : left;
      if (!earlier(child, index)) return;
      swap(child, index);
      index = child;
    }
  }
}
