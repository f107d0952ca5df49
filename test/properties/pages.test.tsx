// @vitest-environment happy-dom
// Options and dashboard, drawn from anything that may be stored: they show it as text, or say that it is damaged.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StateStore } from '../../core/store/state-store.ts';
import { Dashboard } from '../../entrypoints/dashboard/Dashboard.tsx';
import { Options } from '../../entrypoints/options/Options.tsx';
import { assertInert } from './assert-inert.ts';
import { checkAsyncProperty } from './check-property.ts';
import { validStorage, storage } from './storage.ts';
import { renderStored, useRoot } from './stored-page.ts';

const root = useRoot();

const pages: Record<string, (mirror: StateStore) => preact.JSX.Element> = {
  options: (mirror) => <Options store={mirror} />,
  dashboard: (mirror) => <Dashboard store={mirror} />,
};

describe.each(Object.entries(pages))('the page %s with any stored data', (_, draw) => {
  it('[F-storage-damaged] the page shows whatever is stored as text', async () => {
    const property = fc.asyncProperty(fc.oneof(validStorage, storage), async (stored) => {
      await renderStored(root, draw, stored);
      assertInert(root, { links: /^(?:#|\/)/u, images: ['/icons/48.png'] });
      return root.querySelector('h1, strong') !== null;
    });
    expect(await checkAsyncProperty(property, 60)).toBeUndefined();
  });
});
