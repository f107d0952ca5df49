// Work that must not overlap is done one after another.

/** A queue: what it is given runs when everything before it is done, whether that succeeded or not. */
export function createMutex(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
