// @vitest-environment happy-dom
// Options and dashboard, drawn from anything that may be stored: they show it as text, or say that it is damaged.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StateStore } from '../../core/store/state-store.ts';
import { Dashboard } from '../../entrypoints/dashboard/Dashboard.tsx';
import { Options } from '../../entrypoints/options/Options.tsx';
import { assertInert } from './assert-inert.ts';
import { checkAsyncProperty } from './check-property.ts';
import { soundStorage, storage } from './storage.ts';
import { drawStored, useRoot } from './stored-page.ts';

const root = useRoot();

const pages: Record<string, (mirror: StateStore) => preact.JSX.Element> = {
  options: (mirror) => <Options store={mirror} />,
  dashboard: (mirror) => <Dashboard store={mirror} />,
};

describe.each(Object.entries(pages))('the page %s', (_, draw) => {
  it('[F-storage-damaged] shows whatever is stored as text', async () => {
    const shown = fc.asyncProperty(fc.oneof(soundStorage, storage), async (stored) => {
      await drawStored(root, draw, stored);
      assertInert(root, { links: /^(?:#|\/)/u, images: ['/icons/48.png'] });
      return root.querySelector('h1, strong') !== null;
    });
    expect(await checkAsyncProperty(shown, 60)).toBeUndefined();
  });
});
