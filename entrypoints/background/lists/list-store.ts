// Stored lists: the state in storage.local, the items in IndexedDB; both in session memory for lists of people that were loaded by an
// account with a passphrase. Items are written before the state and read after it, so that no state refers to missing items.
import { promisifyRequest, setMany } from 'idb-keyval';
import { browser } from 'wxt/browser';
import {
  itemKey,
  type ItemsInMemory,
  listItems,
  memoryItemsKey,
  readItemsInMemory,
} from '../../../core/storage/list-items.ts';
import {
  accountListsKey,
  isPeopleList,
  parseListState,
  parseListStateKey,
} from '../../../core/storage/list-schema.ts';
import { type Rename, renamedStateKey } from '../../../core/storage/rename.ts';
import type { ListState } from '../../../core/domain/list-state.ts';
import { indexWith, indexWithout, pendingLists, storedLists } from './list-index.ts';
import { findAccount } from '../storage/account-store.ts';
import type { Area } from '../../../core/storage/area-keys.ts';
import { createBatchedRead } from '../storage/batched-read.ts';
import type { DerivedRecord } from '../storage/derived-record.ts';
import { withLock } from '../storage/mutex.ts';
import { isKeptInMemory } from '../storage/people-area.ts';

const { local, session } = browser.storage;
const readLocal = createBatchedRead(local);
const readSession = createBatchedRead(session);

const megabyte = 1024 * 1024;
/**
 * Bounds in bytes, for one list and for all. A member takes about 300 bytes, so 64 MB hold 100,000 members and more.
 * A page asks for no longer list. Session memory holds 10 MB, which keys share.
 */
const bounds = {
  disk: { list: 64 * megabyte, total: 256 * megabyte },
  memory: { list: 2 * megabyte, total: 4 * megabyte },
} as const;

/** Where a list is. */
type Place = keyof typeof bounds;

const placeOf = async (stateKey: string): Promise<Place> => {
  const { account, key } = parseListStateKey(stateKey);
  return isPeopleList(key) && isKeptInMemory(await findAccount(account)) ? 'memory' : 'disk';
};

const areas = { disk: local, memory: session } as const;

/** The largest size of a list in bytes. */
export const maximumListBytes = async (stateKey: string): Promise<number> =>
  bounds[await placeOf(stateKey)].list;

export async function findList(stateKey: string): Promise<ListState | undefined> {
  const inMemory = isPeopleList(parseListStateKey(stateKey).key) ? await readSession(stateKey) : undefined;
  return parseListState(inMemory ?? (await readLocal(stateKey)));
}

export type StoredList = [stateKey: string, state: ListState, place: Place];

/** Every stored list, with the key of its state. */
export const allLists = (): Promise<StoredList[]> => withLock(() => readLists(storedLists));

/** The lists that may continue by themselves. */
export const listsToContinue = (): Promise<StoredList[]> => withLock(() => readLists(pendingLists));

async function readLists({ read }: DerivedRecord<string[]>): Promise<StoredList[]> {
  const stored = (['disk', 'memory'] as const).map(async (place) => {
    const stateKeys = await read(areas[place]);
    const states = stateKeys.length > 0 ? await areas[place].get(stateKeys) : {};
    return stateKeys.flatMap((stateKey) => {
      const state = parseListState(states[stateKey]);
      return state ? [[stateKey, state, place] satisfies StoredList] : [];
    });
  });
  return (await Promise.all(stored)).flat();
}

/** Changes the state of a list; undefined leaves it as it is. Returns whether it was changed. */
export function updateList(
  stateKey: string,
  change: (state: ListState | undefined) => ListState | undefined,
): Promise<boolean> {
  return withLock(async () => {
    const next = change(await findList(stateKey));
    if (next) await putState(stateKey, next);
    return next !== undefined;
  });
}

async function putState(stateKey: string, state: ListState): Promise<void> {
  const area = areas[await placeOf(stateKey)];
  await area.set({ ...(await indexWith(area, stateKey, state)), [stateKey]: state });
}

/** Stores items from an index on. */
export async function putItems(
  stateKey: string,
  generation: number,
  from: number,
  items: unknown[],
): Promise<void> {
  if ((await placeOf(stateKey)) === 'memory') return putItemsInMemory(stateKey, generation, from, items);
  return setMany(
    items.map((item, index) => [itemKey(stateKey, generation, from + index), item]),
    listItems,
  );
}

async function putItemsInMemory(
  stateKey: string,
  generation: number,
  from: number,
  added: unknown[],
): Promise<void> {
  const before = await readItemsInMemory(stateKey);
  const kept = before?.generation === generation ? before.items.slice(0, from) : [];
  const next: ItemsInMemory = { generation, items: [...kept, ...added] };
  await session.set({ [memoryItemsKey(stateKey)]: next });
}

/** Deletes the items of all generations before this one; without one, all items. */
export async function dropItems(stateKey: string, before?: number): Promise<void> {
  // Session memory has one generation only.
  if (before === undefined) await session.remove(memoryItemsKey(stateKey));
  // In the order of IndexedDB keys an array comes after every number.
  const range = IDBKeyRange.bound([stateKey], [stateKey, before ?? []], false, true);
  await listItems('readwrite', async (items) => {
    await promisifyRequest(items.delete(range));
  });
}

/** Copies the items of all lists of an account to its new name. Repeating it does no harm. */
export const copyItems = (rename: Rename): Promise<void> =>
  listItems(
    'readwrite',
    (items) =>
      new Promise((resolve, reject) => {
        const request = items.openCursor(itemsOf(rename.from));
        request.addEventListener('error', () => reject(request.error ?? new Error('No cursor')));
        request.addEventListener('success', () => {
          const cursor = request.result;
          if (!cursor) return resolve();
          const [stateKey, ...place] = cursor.key as ReturnType<typeof itemKey>;
          items.put(cursor.value, itemKey(renamedStateKey(stateKey, rename), ...place));
          cursor.continue();
        });
      }),
  );

/** Deletes the items that are left under a former name of an account. */
export const dropItemsOf = (account: string): Promise<void> =>
  listItems('readwrite', async (items) => {
    await promisifyRequest(items.delete(itemsOf(account)));
  });

/** The items of all lists of an account. Escaped parts contain only ASCII. */
const itemsOf = (account: string): IDBKeyRange =>
  IDBKeyRange.bound([accountListsKey(account)], [`${accountListsKey(account)}\u{ffff}`]);

/** Deletes all lists of an account. */
export async function dropListsOf(account: string): Promise<void> {
  await dropLists(async () => {
    const stored = await Promise.all([storedLists.read(local), storedLists.read(session)]);
    return stored.flat().filter((stateKey) => stateKey.startsWith(accountListsKey(account)));
  });
}

/** What decides how long a list is kept. `account`: the one that loaded it; `isAboutPeople`: about other people or groups. */
type KeptList = { account: string; state: ListState; isAboutPeople: boolean; isOnDisk: boolean };

export async function dropForgottenLists(isForgotten: (list: KeptList) => boolean): Promise<void> {
  await dropLists(async () =>
    (await readLists(storedLists)).flatMap(([stateKey, state, place]) => {
      const { account, key } = parseListStateKey(stateKey);
      const list = { account, state, isAboutPeople: isPeopleList(key), isOnDisk: place === 'disk' };
      return isForgotten(list) ? [stateKey] : [];
    }),
  );
}

/** Deletes the least recently used lists beyond `most` and beyond the bounds of size, but none that is loading. */
export async function trimLists(most: number): Promise<void> {
  await dropLists(async () => {
    const lists = (await readLists(storedLists)).toSorted(([, a], [, b]) => b.lastUsedAt - a.lastUsedAt);
    const total = { disk: 0, memory: 0 };
    return lists.flatMap(([stateKey, { status, bytes = 0 }, place], index) => {
      total[place] += bytes;
      const isSurplus = index >= most || total[place] > bounds[place].total;
      return isSurplus && status !== 'loading' ? [stateKey] : [];
    });
  });
}

async function dropLists(choose: () => Promise<string[]>): Promise<void> {
  const dropped = await withLock(async () => {
    const stateKeys = await choose();
    if (stateKeys.length > 0)
      await Promise.all([local, session].map((area) => removeStates(area, stateKeys)));
    return stateKeys;
  });
  await Promise.all(dropped.map((stateKey) => dropItems(stateKey)));
}

/** The index comes last: if the worker is terminated before that, it names lists that are gone, which does no harm. */
async function removeStates(area: Area, stateKeys: string[]): Promise<void> {
  await area.remove(stateKeys);
  const index = await indexWithout(area, stateKeys);
  if (Object.keys(index).length > 0) await area.set(index);
}
