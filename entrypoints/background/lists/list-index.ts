// Which lists an area has, and which of them may continue by themselves. All functions run inside `withLock`.
import { listPrefix, parseListState } from '../../../core/storage/list-schema.ts';
import type { ListState } from '../../../core/domain/list-state.ts';
import type { Area } from '../../../core/storage/area-keys.ts';
import { createDerivedRecord, parseNames } from '../storage/derived-record.ts';
import { mayContinue } from './list-reducer.ts';

/** The state keys of all lists. */
export const storedLists = createDerivedRecord('storedLists', listPrefix, parseNames, Object.keys);

/** The state keys of the lists that may continue by themselves. They are few, however many lists are stored. */
export const pendingLists = createDerivedRecord('pendingLists', listPrefix, parseNames, (lists) =>
  Object.entries(lists).flatMap(([key, value]) => {
    const state = parseListState(value);
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
