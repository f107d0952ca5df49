import { describe, expect, it } from 'vitest';
import { coalesce } from '../../../entrypoints/background/storage/coalesce.ts';

/** Work that ends when told to. */
function createWork() {
  const runs: PromiseWithResolvers<void>[] = [];
  const request = coalesce(() => {
    const run = Promise.withResolvers<void>();
    runs.push(run);
    return run.promise;
  });
  return { runs, request };
}

describe('coalesced work', () => {
  it('begins at once', () => {
    const { runs, request } = createWork();
    void request();
    expect(runs).toHaveLength(1);
  });

  it('runs twice for a burst: at its begin, and once for all the rest', async () => {
    const { runs, request } = createWork();
    const requests = Array.from({ length: 20 }, request);
    expect(runs).toHaveLength(1);
    runs[0]?.resolve();
    await requests[0];
    expect(runs).toHaveLength(2);
    runs[1]?.resolve();
    await Promise.all(requests);
    expect(runs).toHaveLength(2);
  });

  it('runs again for a request that comes during the second run', async () => {
    const { runs, request } = createWork();
    const [first, second] = [request(), request()];
    runs[0]?.resolve();
    await first;
    const third = request();
    runs[1]?.resolve();
    await second;
    runs[2]?.resolve();
    await third;
    expect(runs).toHaveLength(3);
  });

  it('fails for those who wait for the run that failed, and runs for the others', async () => {
    const { runs, request } = createWork();
    const [first, second] = [request(), request()];
    runs[0]?.reject(new Error('full'));
    await expect(first).rejects.toThrow('full');
    runs[1]?.resolve();
    await expect(second).resolves.toBeUndefined();
    void request();
    expect(runs).toHaveLength(3);
  });
});
