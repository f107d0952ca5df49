// @vitest-environment happy-dom
// Options and dashboard, drawn from anything that may be stored: they show it as text, or say that it is damaged.
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { StateStore } from '../../core/store/state-store.ts';
import { Dashboard } from '../../entrypoints/dashboard/Dashboard.tsx';
import { Options } from '../../entrypoints/options/Options.tsx';
import { isPolluted } from './arbitraries.ts';
import { refutedLater } from './check-property.ts';
import { soundStorage, storage } from './storage.ts';
import { drawStored, useRoot } from './stored-page.ts';

// Other work on the machine must not fail them.
vi.setConfig({ testTimeout: 600_000 });

const root = useRoot();

const pages: Record<string, (mirror: StateStore) => preact.JSX.Element> = {
  options: (mirror) => <Options mirror={mirror} />,
  dashboard: (mirror) => <Dashboard mirror={mirror} />,
};

describe.each(Object.entries(pages))('the page %s', (_, draw) => {
  it('[F-storage-damaged] shows whatever is stored as text', async () => {
    const shown = fc.asyncProperty(fc.oneof(soundStorage, storage), async (stored) => {
      await drawStored(root, draw, stored);
      const images = [...root.querySelectorAll('img')].filter(
        (image) => image.getAttribute('src') !== '/icons/48.png',
      );
      const links = [...root.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? '');
      const isNear = links.every((href) => /^(?:https:\/\/www\.virustotal\.com\/gui\/|#|\/)/u.test(href));
      const isMade = images.length > 0 || root.querySelector('script, iframe, [onclick]') !== null;
      return !isMade && isNear && !isPolluted() && root.querySelector('h1, strong') !== null;
    });
    expect(await refutedLater(shown, 60)).toBeUndefined();
  });
});
