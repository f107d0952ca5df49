// A page of ours on what is stored, for property tests: drawn anew for each case, with a background that stands in.
import { type ComponentChild, render as renderInto } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createStateStore, type StateStore } from '../../core/store/state-store.ts';
import { standInBackground } from '../components/background.ts';

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
};

/** Where pages are drawn in each test of the file. */
export function useRoot(): HTMLElement {
  const root = document.createElement('main');
  beforeEach(() => {
    document.body.replaceChildren(root);
    standInBackground();
    // Words of kinds of failure that there are not.
    vi.spyOn(console, 'warn').mockReturnValue();
    return async () => {
      await act(() => renderInto(null, root));
    };
  });
  return root;
}

/** Draws the page on what is stored. What it threw, if it did, is thrown. */
export async function drawStored(
  root: HTMLElement,
  draw: (mirror: StateStore) => ComponentChild,
  stored: Record<string, unknown>,
): Promise<void> {
  fakeBrowser.storage.local.resetState();
  vi.spyOn(fakeBrowser.storage.local, 'get').mockResolvedValue(stored as never);
  await act(() => renderInto(null, root));
  await act(() => renderInto(draw(createStateStore()), root));
  await act(turns);
}
