// A stored list for pages: a zustand store that follows its state and loads its items in chunks.
import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ListState } from '../domain/list-state.ts';
import { readItems } from '../storage/list-items.ts';
import {
  isPeopleList,
  type ItemOf,
  type ListKey,
  listStateKey,
  parseListState,
} from '../storage/list-schema.ts';

/**
 * `isReady`: storage was read; nothing is known before that. `state` is undefined for a list that was never loaded. `items` are
 * the items read so far. They lag behind `state.loaded`, and belong to the previous generation until the first item of a new
 * one was read.
 */
export type ListView<T> = { isReady: boolean; state: ListState | undefined; items: T[]; generation: number };

// As many items as can be deserialized without blocking the page.
const chunkSize = 400;

const emptyView: ListView<never> = { isReady: false, state: undefined, items: [], generation: 0 };

/** Follows a list until `stop` is called. The listener is added before the first read, so that no change is missed. */
export function createListStore<K extends ListKey>(
  account: string,
  key: K,
): { view: StoreApi<ListView<ItemOf<K>>>; stop: () => void } {
  const view = createStore<ListView<ItemOf<K>>>(() => emptyView);
  const stateKey = listStateKey(account, key);
  const update = (stored: unknown): void => {
    const state = parseListState(stored);
    view.setState(state ? { isReady: true, state } : { ...emptyView, isReady: true });
    void loadRemaining();
  };
  const listener = (changes: Record<string, { newValue?: unknown }>): void => {
    const change = Object.hasOwn(changes, stateKey) && changes[stateKey];
    if (change) update(change.newValue);
  };
  let isReading = false;
  const stopped = new AbortController();
  async function loadRemaining(): Promise<void> {
    if (isReading) return;
    isReading = true;
    // If the database cannot be read, the items stay as they are and the next change retries.
    while (!stopped.signal.aborted && (await loadChunk(view, account, key).catch(() => false)));
    isReading = false;
  }
  const areas = isPeopleList(key)
    ? [browser.storage.session, browser.storage.local]
    : [browser.storage.local];
  for (const area of areas) area.onChanged.addListener(listener);
  const readOnce = async (): Promise<void> => {
    const stored = await Promise.all(areas.map(async (area) => (await area.get(stateKey))[stateKey]));
    if (!view.getState().isReady) update(stored.find((state) => parseListState(state)));
  };
  void readOnce();
  const stop = (): void => {
    stopped.abort();
    for (const area of areas) area.onChanged.removeListener(listener);
  };
  return { view, stop };
}

/** Reads the next items; false when there are none to read. */
async function loadChunk<K extends ListKey>(
  view: StoreApi<ListView<ItemOf<K>>>,
  account: string,
  key: K,
): Promise<boolean> {
  const { state, items, generation } = view.getState();
  if (!state) return false;
  const old = state.generation === generation ? items : [];
  if (old === items && items.length >= state.loaded) return false;
  const to = Math.min(state.loaded, old.length + chunkSize);
  const added = await readItems(account, key, state, old.length, to);
  const now = view.getState();
  if (now.state?.generation !== state.generation || now.items !== items) return true;
  // The items were dropped meanwhile; the state is about to change, too.
  if (added.length < to - old.length) return false;
  view.setState({ items: [...old, ...added], generation: state.generation });
  return true;
}

/** Follows a list in a component, and another one when account or key change. Without them the view is empty. */
export function useList<K extends ListKey>(
  account: string | undefined,
  key: K | undefined,
): ListView<ItemOf<K>> {
  const [current, setCurrent] = useState<{ stateKey: string; view: ListView<ItemOf<K>> }>();
  const of = account === undefined || key === undefined ? '' : listStateKey(account, key);
  useEffect(() => {
    if (account === undefined || key === undefined) return undefined;
    const { view, stop } = createListStore(account, key);
    const unsubscribe = view.subscribe((next) => setCurrent({ stateKey: of, view: next }));
    return () => {
      unsubscribe();
      stop();
    };
  }, [of]);
  // Until the effect has run for a new key, the current view belongs to another list.
  return current?.stateKey === of ? current.view : emptyView;
}
