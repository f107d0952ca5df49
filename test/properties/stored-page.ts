// Renders an extension page with stored data for property tests. The page is rendered again for each case, with a fake
// background.
import { act, cleanup, render } from '@testing-library/preact';
import type { ComponentChild } from 'preact';
import { beforeEach, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createStateStore, type StateStore } from '../../core/store/state-store.ts';
import { standInBackground } from '../components/background.ts';

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
};

/** The container for the pages in each test of the file. */
export function useRoot(): HTMLElement {
  const root = document.createElement('main');
  beforeEach(() => {
    standInBackground();
    // Names of failure kinds that do not exist.
    vi.spyOn(console, 'warn').mockReturnValue();
    return () => act(cleanup);
  });
  return root;
}

/** Renders the page with the stored data, and rethrows its error. */
export async function renderStored(
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
