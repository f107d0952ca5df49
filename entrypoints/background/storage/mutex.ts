// Runs pieces of work one after another where they must not overlap.

type Mutex = <T>(work: () => Promise<T>) => Promise<T>;

/** Each piece of work runs when the previous one has ended, whether it succeeded or not. */
export function createMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };
}

/** A mutex for each key. */
export function createKeyedMutex(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const mutexes = new Map<string, Mutex>();
  return (key, work) => {
    const mutex = mutexes.get(key) ?? createMutex();
    mutexes.set(key, mutex);
    return mutex(work);
  };
}

/** For every change of storage.local that depends on its current content. */
export const withLock = createMutex();
