import { expect, it } from 'vitest';
import { createInFlight } from '../../../entrypoints/background/storage/in-flight.ts';
import { createKeyedMutex, createMutex } from '../../../entrypoints/background/storage/mutex.ts';

/** A task that ends on demand. */
function openTask(log: string[], name: string) {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const work = (): Promise<string> => {
    log.push(name);
    return promise;
  };
  return { work, end: () => resolve(name), fail: () => reject(new Error(name)) };
}

it('a mutex runs one task after another, whether it succeeds or not', async () => {
  const log: string[] = [];
  const [first, second] = [openTask(log, 'first'), openTask(log, 'second')];
  const withLock = createMutex();
  const results = Promise.allSettled([withLock(first.work), withLock(second.work)]);
  await Promise.resolve();
  expect(log).toEqual(['first']);
  first.fail();
  second.end();
  expect((await results).map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  expect(log).toEqual(['first', 'second']);
});

it('a keyed mutex does not block other keys', async () => {
  const log: string[] = [];
  const [a, b, again] = [openTask(log, 'a'), openTask(log, 'b'), openTask(log, 'a again')];
  const withLock = createKeyedMutex();
  const results = Promise.all([withLock('a', a.work), withLock('a', again.work), withLock('b', b.work)]);
  await Promise.resolve();
  expect(log).toEqual(['a', 'b']);
  for (const each of [a, again, b]) each.end();
  expect(await results).toEqual(['a', 'a again', 'b']);
});

it('work in flight is joined, and repeated once it has ended', async () => {
  const log: string[] = [];
  const first = openTask(log, 'first');
  const inFlight = createInFlight<string>();
  const [one, other] = [inFlight.join('a', first.work), inFlight.join('a', first.work)];
  expect(inFlight.find('a')).toBe(one);
  expect(other).toBe(one);
  first.fail();
  await expect(one).rejects.toThrow('first');
  expect(inFlight.find('a')).toBeUndefined();
  const second = openTask(log, 'second');
  second.end();
  expect(await inFlight.join('a', second.work)).toBe('second');
  expect(log).toEqual(['first', 'second']);
});
