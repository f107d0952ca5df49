// @vitest-environment happy-dom
// The usage chart is loaded when its section scrolls into view.
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { itemKey, listItems } from '../../core/storage/list-items.ts';
import { listKey, listStateKey } from '../../core/storage/list-schema.ts';
import { Usage } from '../../entrypoints/dashboard/sections/Usage.tsx';
import { standInBackground } from '../components/background.ts';
import { message } from '../message.ts';
import { act, render, settle } from '../testing-library.ts';

const owner = 'spellman';
const stateKey = listStateKey(owner, listKey('usage', owner));

/** Tells the section whether it is in view. */
let report: (isIntersecting: boolean) => void;
const disconnect = vi.fn<() => void>();

beforeEach(async () => {
  standInBackground();
  disconnect.mockClear();
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      disconnect = disconnect;
      constructor(callback: (entries: { isIntersecting: boolean }[]) => void) {
        report = (isIntersecting) => callback([{ isIntersecting }]);
      }
      observe(): void {
        report(false);
      }
    },
  );
  await listItems('readwrite', (items) => {
    items.put({ day: '2026-11-30', endpoints: [], invalidFields: [] }, itemKey(stateKey, 1, 0));
  });
  await fakeBrowser.storage.local.set({
    [stateKey]: {
      status: 'complete',
      targetCount: 60,
      loaded: 1,
      unreadable: 0,
      lastUsedAt: Date.now(),
      at: Date.now(),
      generation: 1,
      cost: 0,
    },
  });
  return () => vi.unstubAllGlobals();
});

it('the chart is drawn once the section is in view, and not before', async () => {
  const { container, findByText } = render(
    <Usage account={owner} owner={owner} isKnown of="usage" accessHint="" />,
  );
  await findByText(message('dashboard.usage_loading'));
  await settle();
  expect(container.querySelector('.usage')).toBeNull();
  expect(disconnect).not.toHaveBeenCalled();
  void act(() => report(true));
  expect(disconnect).toHaveBeenCalledOnce();
  await vi.waitFor(() => expect(container.querySelector('.usage, .usage-place .notice')).not.toBeNull());
});
