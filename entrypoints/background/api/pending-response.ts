// Remembers which response is being parsed and stored. A response that ends the worker leaves its mark, and the next worker treats
// it as a failure before it sends the same request again. Marks are in session memory, which survives the worker.
import { browser } from 'wxt/browser';
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';

const { session } = browser.storage;

const prefix = 'pending:';
const running = new Set<string>();

/**
 * Runs a request until its result is stored.
 * @param name of what is requested
 * @param work receives `mark`, to be called when a response has arrived and before it is parsed
 * @throws VirusTotalError `unexpected` without a request where the last response ended the worker
 */
export async function withPendingMark<T>(
  name: string,
  work: (mark: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const key = prefix + name;
  if (!running.has(key) && (await session.get(key))[key] === true) {
    await session.remove(key);
    throw new VirusTotalError('unexpected');
  }
  let isMarked = false;
  running.add(key);
  try {
    return await work(async () => {
      isMarked = true;
      await session.set({ [key]: true });
    });
  } finally {
    running.delete(key);
    if (isMarked) await session.remove(key);
  }
}
