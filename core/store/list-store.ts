// A list as our pages see it: a zustand store that follows its state and fetches its items bit by bit.
import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ListState } from '../domain/list-state.ts';
import { readItems } from '../storage/list-items.ts';
import { type ItemOf, type ListKey, listStateKey, parseListState } from '../storage/list-schema.ts';

/**
 * `known`: storage was read; until then nothing can be said. `state` is undefined for a list that was never loaded.
 * `items` are those that arrived so far: they trail `state.loaded` for a moment, and are those of the generation before
 * while a new one has not begun.
 */
export type ListView<T> = { isReady: boolean; state: ListState | undefined; items: T[]; generation: number };

// As many as are unpacked without holding up the page.
const chunkSize = 400;

const emptyView: ListView<never> = { isReady: false, state: undefined, items: [], generation: 0 };

/** Starts to follow a list, until `stop`. It listens before it reads, so that no change falls between the two. */
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
    // A database that cannot be read leaves what is there; the next change tries again.
    while (!stopped.signal.aborted && (await loadChunk(view, account, key).catch(() => false)));
    isReading = false;
  }
  browser.storage.local.onChanged.addListener(listener);
  const readOnce = async (): Promise<void> => {
    const stored = await browser.storage.local.get(stateKey);
    if (!view.getState().isReady) update(stored[stateKey]);
  };
  void readOnce();
  const stop = (): void => {
    stopped.abort();
    browser.storage.local.onChanged.removeListener(listener);
  };
  return { view, stop };
}

/** Fetches the next items; false when there are none to fetch. */
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
  const added = await readItems(account, key, state.generation, old.length, to);
  const now = view.getState();
  if (now.state?.generation !== state.generation || now.items !== items) return true;
  // Let go of in the meantime: the state is going to say so.
  if (added.length < to - old.length) return false;
  view.setState({ items: [...old, ...added], generation: state.generation });
  return true;
}

/** The list in a component; follows another one when account or key change. Without them it is `nothing`. */
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
  // Until the effect has run for a new key, what was seen is of another list.
  return current?.stateKey === of ? current.view : emptyView;
}
