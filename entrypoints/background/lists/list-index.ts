// Which lists an area has, and which of them may continue by themselves. All functions run inside `withLock`.
import { listPrefix, parseListState } from '../../../core/storage/list-schema.ts';
import type { ListState } from '../../../core/domain/list-state.ts';
import { type Area, createDerivedRecord } from '../storage/derived-record.ts';
import { mayContinue } from './list-reducer.ts';

const parseNames = (stored: unknown): string[] | undefined =>
  Array.isArray(stored) && stored.every((name) => typeof name === 'string') ? stored : undefined;

const isList = (key: string): boolean => key.startsWith(listPrefix);

/** The state keys of all lists. */
export const storedLists = createDerivedRecord('storedLists', parseNames, (all) =>
  Object.keys(all).filter(isList),
);

/** The state keys of the lists that may continue by themselves. They are few, however many lists are stored. */
export const pendingLists = createDerivedRecord('pendingLists', parseNames, (all) =>
  Object.entries(all).flatMap(([key, value]) => {
    const state = isList(key) ? parseListState(value) : undefined;
    return state && mayContinue(state) ? [key] : [];
  }),
);

/** What to store together with a list's state. */
export async function indexWith(
  area: Area,
  stateKey: string,
  state: ListState,
): Promise<Record<string, unknown>> {
  const stored = await storedLists.read(area);
  const pending = await pendingLists.read(area);
  const isPending = mayContinue(state);
  return {
    ...(!stored.includes(stateKey) && { [storedLists.key]: [...stored, stateKey] }),
    ...(pending.includes(stateKey) !== isPending && {
      [pendingLists.key]: isPending ? [...pending, stateKey] : pending.filter((name) => name !== stateKey),
    }),
  };
}

/** What to store after lists were removed. */
export async function indexWithout(
  area: Area,
  stateKeys: readonly string[],
): Promise<Record<string, unknown>> {
  const removed = new Set(stateKeys);
  const changes = [storedLists, pendingLists].map(async ({ key, read }) => {
    const names = await read(area);
    const rest = names.filter((name) => !removed.has(name));
    return rest.length < names.length ? [[key, rest] as const] : [];
  });
  return Object.fromEntries((await Promise.all(changes)).flat());
}
