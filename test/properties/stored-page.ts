// A page of ours on what is stored, for property tests: drawn again for each case, with a fake background.
import { act, cleanup, render } from '@testing-library/preact';
import type { ComponentChild } from 'preact';
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
    standInBackground();
    // Words of kinds of failure that there are not.
    vi.spyOn(console, 'warn').mockReturnValue();
    return () => act(cleanup);
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
  await act(cleanup);
  document.body.replaceChildren(root);
  render(draw(createStateStore()), { container: root });
  await act(turns);
}
