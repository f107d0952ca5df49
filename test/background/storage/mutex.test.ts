import { expect, it } from 'vitest';
import { createInFlight } from '../../../entrypoints/background/storage/in-flight.ts';
import { createKeyedMutex, createMutex } from '../../../entrypoints/background/storage/mutex.ts';

/** Work that ends when it is told to. */
function openWork(log: string[], name: string) {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const work = (): Promise<string> => {
    log.push(name);
    return promise;
  };
  return { work, end: () => resolve(name), fail: () => reject(new Error(name)) };
}

it('a mutex runs one piece of work after another, whether it succeeds or not', async () => {
  const log: string[] = [];
  const [first, second] = [openWork(log, 'first'), openWork(log, 'second')];
  const withLock = createMutex();
  const results = Promise.allSettled([withLock(first.work), withLock(second.work)]);
  await Promise.resolve();
  expect(log).toEqual(['first']);
  first.fail();
  second.end();
  expect((await results).map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  expect(log).toEqual(['first', 'second']);
});

it('a keyed mutex lets other keys go on', async () => {
  const log: string[] = [];
  const [a, b, again] = [openWork(log, 'a'), openWork(log, 'b'), openWork(log, 'a again')];
  const withLock = createKeyedMutex();
  const results = Promise.all([withLock('a', a.work), withLock('a', again.work), withLock('b', b.work)]);
  await Promise.resolve();
  expect(log).toEqual(['a', 'b']);
  for (const each of [a, again, b]) each.end();
  expect(await results).toEqual(['a', 'a again', 'b']);
});

it('work under way is joined, and done again once it has ended', async () => {
  const log: string[] = [];
  const first = openWork(log, 'first');
  const inFlight = createInFlight<string>();
  const [one, other] = [inFlight.join('a', first.work), inFlight.join('a', first.work)];
  expect(inFlight.find('a')).toBe(one);
  expect(other).toBe(one);
  first.fail();
  await expect(one).rejects.toThrow('first');
  expect(inFlight.find('a')).toBeUndefined();
  const second = openWork(log, 'second');
  second.end();
  expect(await inFlight.join('a', second.work)).toBe('second');
  expect(log).toEqual(['first', 'second']);
});
