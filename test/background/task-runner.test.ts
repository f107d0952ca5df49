// The task runner: it logs errors, and runs exclusive tasks alone.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readErrors, errorLogKey } from '../../core/storage/error-log.ts';
import { VirusTotalError } from '../../core/virustotal/api-error.ts';
import { abortableFetch } from '../../entrypoints/background/api/abortable-fetch.ts';
import { runTask, runExclusive } from '../../entrypoints/background/task-runner.ts';

const loggedErrors = async () => readErrors((await fakeBrowser.storage.local.get(errorLogKey))[errorLogKey]);
const fail = (error: unknown) => async (): Promise<never> => {
  throw error;
};

beforeEach(() => {
  vi.useFakeTimers({ now: 1000, toFake: ['Date'] });
  return () => void vi.useRealTimers();
});

describe('an unexpected error in a task', () => {
  it('an unexpected error is rethrown, and logged with time, kind and context only', async () => {
    const error = new TypeError('cannot read spellman of https://example.com/?key=333a');
    await expect(runTask('lookUp', fail(error))).rejects.toBe(error);
    await expect(runTask('alarm', fail('a text'))).rejects.toBe('a text');
    expect(await fakeBrowser.storage.local.get(null)).toEqual({
      errorLog: [
        { at: 1000, kind: 'TypeError', context: 'lookUp' },
        { at: 1000, kind: 'Error', context: 'alarm' },
      ],
    });
  });

  it('an unexpected error replaces the oldest of twenty in the error log', async () => {
    for (let at = 1; at <= 25; at++) {
      vi.setSystemTime(at);
      await runTask('start', fail(new RangeError('x'))).catch(() => undefined);
    }
    expect((await loggedErrors()).map(({ at }) => at)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 6),
    );
  });

  it('an unexpected error is rethrown even if nothing can be stored', async () => {
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('full'));
    await expect(runTask('start', fail(new RangeError('x')))).rejects.toThrow(RangeError);
  });

  it('an error of VirusTotal is not logged, because the account stores it', async () => {
    await expect(runTask('refresh', fail(new VirusTotalError('offline')))).rejects.toThrow('offline');
    expect(await loggedErrors()).toEqual([]);
  });
});

describe('an exclusive task', () => {
  it('an exclusive task waits for running tasks, and later tasks wait for it', async () => {
    const order: string[] = [];
    const { promise: held, resolve: end } = Promise.withResolvers<void>();
    const slow = runTask('start', async () => {
      await held;
      order.push('slow');
    });
    const alone = runExclusive(async () => {
      order.push('alone');
      await Promise.resolve();
      order.push('still alone');
    });
    const later = runTask('start', async () => void order.push('later'));
    const second = runExclusive(async () => void order.push('second'));
    expect(order).toEqual([]);
    end();
    await Promise.all([slow, alone, later, second]);
    expect(order.slice(0, 3)).toEqual(['slow', 'alone', 'still alone']);
    expect(order.toSorted()).toEqual(['alone', 'later', 'second', 'slow', 'still alone']);
  });

  it('an exclusive task aborts requests, and allows them again afterwards, even if it fails', async () => {
    const signals: AbortSignal[] = [];
    vi.stubGlobal(
      'fetch',
      async (_: string, { signal }: { signal: AbortSignal }) => void signals.push(signal),
    );
    await abortableFetch('https://www.virustotal.com/');
    await expect(runExclusive(fail(new Error('x')))).rejects.toThrow('x');
    await abortableFetch('https://www.virustotal.com/');
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    vi.unstubAllGlobals();
  });
});
