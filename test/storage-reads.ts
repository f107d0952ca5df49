// Counts what is read from the fake browser's storage.
import { type MockInstance, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { jsonSize } from '../core/common/json-size.ts';

/** `calls` of `get`, the entries that they returned, and the size of those in bytes. */
export type Reads = { calls: number; entries: number; bytes: number };

/** Counts from now on. The returned function tells the reads of both areas since then. */
export function countReads(): () => Promise<Reads> {
  const { local, session } = fakeBrowser.storage;
  const spies: MockInstance[] = [vi.spyOn(local, 'get'), vi.spyOn(session, 'get')];
  for (const spy of spies) spy.mockClear();
  return async () => {
    const results = await Promise.all(
      spies.flatMap(({ mock }) => mock.results.map(({ value }) => value as unknown)),
    );
    const entries = results.flatMap((result) =>
      Object.entries(result as object).filter(([, value]) => value !== null && value !== undefined),
    );
    return { calls: results.length, entries: entries.length, bytes: jsonSize(entries) };
  };
}
