// Reads single entries of a storage area together.
import type { Area } from '../../../core/storage/area-keys.ts';

type Batch = { keys: string[]; entries: Promise<Record<string, unknown>> };

/**
 * Creates a function that reads one entry. What is asked for in the same moment is one read of the area, because each takes the
 * browser about a millisecond.
 */
export function createBatchedRead(area: Area): (key: string) => Promise<unknown> {
  let open: Batch | undefined;
  const openBatch = (): Batch => {
    const keys: string[] = [];
    const entries = Promise.resolve().then(() => {
      open = undefined;
      return area.get(keys);
    });
    return { keys, entries };
  };
  return async (key) => {
    const { keys, entries } = (open ??= openBatch());
    keys.push(key);
    return (await entries)[key];
  };
}
