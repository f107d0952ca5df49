// The state for pages: a zustand store that follows storage.local. Pages only read it.
import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { indexKey, isOlderIndex, isStateKey, parseState, type State } from '../storage/schema.ts';
import { readStateEntries } from '../storage/state-reader.ts';

/** Undefined until storage has been read and the background has migrated it. */
export type StateStore = StoreApi<{ state: State | undefined }>;

/** Follows storage. The listener is added before the first read, so that no change is missed. */
export function createStateStore(): StateStore {
  const store: StateStore = createStore(() => ({ state: undefined }));
  let stored: Record<string, unknown> = {};
  let isRead = false;
  const changed = new Set<string>();
  const update = (): void =>
    store.setState({ state: isOlderIndex(stored[indexKey]) ? undefined : parseState(stored) });
  browser.storage.local.onChanged.addListener((changes) => {
    const relevant = Object.entries(changes).filter(([key]) => isStateKey(key));
    for (const [key, { newValue }] of relevant) {
      changed.add(key);
      stored[key] = newValue;
    }
    if (isRead && relevant.length > 0) update();
  });
  const readOnce = async (): Promise<void> => {
    const read = await readStateEntries();
    stored = { ...read, ...Object.fromEntries([...changed].map((key) => [key, stored[key]])) };
    isRead = true;
    update();
  };
  void readOnce();
  return store;
}

/** The state in a component; undefined until storage has been read. */
export function useExtensionState(store: StateStore): State | undefined {
  const [state, setState] = useState(store.getState().state);
  useEffect(() => {
    setState(store.getState().state);
    return store.subscribe((next) => setState(next.state));
  }, [store]);
  return state;
}
