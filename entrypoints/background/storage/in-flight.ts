// Shares work that several callers request at the same time.

export type InFlight<T> = {
  /** Joins the running work for the key, or starts it. */
  join: (key: string, start: () => Promise<T>) => Promise<T>;
  find: (key: string) => Promise<T> | undefined;
};

export function createInFlight<T>(): InFlight<T> {
  const running = new Map<string, Promise<T>>();
  return {
    join(key, start) {
      const existing = running.get(key);
      if (existing) return existing;
      const started = start().finally(() => running.delete(key));
      running.set(key, started);
      return started;
    },
    find: (key) => running.get(key),
  };
}
