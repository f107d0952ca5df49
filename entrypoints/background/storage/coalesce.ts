// Runs work once for a burst of requests.

/**
 * Requests that come while the work runs share one more run, which begins when that has ended. So each request waits for a run
 * that began after it, and a burst causes two runs at most.
 */
export function coalesce(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = (): Promise<void> => {
    running = work().finally(() => (running = undefined));
    return running;
  };
  const startNext = (): Promise<void> => {
    next = undefined;
    return start();
  };
  return () => {
    if (!running && !next) return start();
    next ??= (running ?? Promise.resolve()).then(startNext, startNext);
    return next;
  };
}
