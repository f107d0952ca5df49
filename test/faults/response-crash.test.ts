// Responses that end the worker while they are parsed. The next worker does not request them again at once.
import { beforeEach, expect, it, vi } from 'vitest';
import { json } from '../fake-network.ts';
import { countRequests, lookUpSalem, minute, noon, paths, withAccount } from './healthy-account.ts';
import * as worker from './worker.ts';

const { account, fireAlarm, passTime, readStorage, sendCommand, startWorker, stopWorker } = worker;

const comments = '/users/spellman/comments';
const commentList = {
  account: 'spellman',
  list: 'comments/spellman',
  targetCount: 40,
  fresh: false,
} as const;
/** Stands in every response that ends the worker. */
const deadly = 'ends the worker';

beforeEach(async () => {
  worker.setUpFixture(noon);
  const parse = JSON.parse;
  vi.spyOn(JSON, 'parse').mockImplementation((text: string) => {
    if (text.includes(deadly)) stopWorker();
    return parse(text) as unknown;
  });
  await withAccount();
  return worker.tearDownFixture;
});

type Resource = {
  path: string;
  request: () => Promise<unknown>;
  /** What happens without a click afterwards; by default the same. */
  later?: () => Promise<unknown>;
  failure: () => Promise<unknown>;
};

/** The failure of the stored object whose key has a prefix. */
async function storedFailure(prefix: string): Promise<unknown> {
  const stored = Object.entries(await readStorage()).find(([key]) => key.startsWith(prefix));
  return (stored?.[1] as { failure?: unknown } | undefined)?.failure;
}

const resources: Record<string, Resource> = {
  quotas: {
    path: paths.quotas,
    request: () => fireAlarm('refresh'),
    failure: async () => (await account())?.failures.quotas,
  },
  'a list': {
    path: comments,
    request: () => sendCommand('loadList', commentList),
    // The start of the worker has already continued the list.
    later: () => fireAlarm('refresh'),
    failure: () => storedFailure('list:'),
  },
  'another user': {
    path: paths.other,
    request: () => lookUpSalem('auto'),
    failure: () => storedFailure('user-cache:'),
  },
};

it.each(Object.entries(resources))(
  '[S-server-crash] a response for %s that ends the worker is not requested again at once',
  async (_, { path, request, later = request, failure }) => {
    const { replies } = worker.network;
    replies[path] = () => json({ [deadly]: true });
    await request();
    expect(worker.isTerminated()).toBe(true);
    const sent = countRequests(path);
    expect(sent).toBeGreaterThan(0);
    await startWorker();
    await later();
    expect(countRequests(path)).toBe(sent);
    expect(await failure()).toMatchObject({ kind: 'unexpected', tries: 1, retryAt: noon + minute });
    await passTime(noon + 2 * minute);
    await later();
    expect(countRequests(path)).toBe(sent + 1);
  },
);

it('a response that was stored leaves no mark', async () => {
  await fireAlarm('refresh');
  await lookUpSalem('auto');
  expect(Object.keys(await worker.readSessionStorage())).toEqual([]);
});
