// @vitest-environment happy-dom
// Options and dashboard, drawn from anything that may be stored: they show it as text, or say that it is damaged.
import * as fc from 'fast-check';
import { render as renderInto } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createMirror, type Mirror } from '../../core/state/mirror.ts';
import { Dashboard } from '../../entrypoints/dashboard/Dashboard.tsx';
import { Options } from '../../entrypoints/options/Options.tsx';
import { standInBackground } from '../components/background.ts';
import { isPolluted } from './arbitraries.ts';
import { refutedLater } from './refuted.ts';
import { soundStorage, storage } from './storage.ts';

// Other work on the machine must not fail them.
vi.setConfig({ testTimeout: 600_000 });

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

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
};

const pages: Record<string, (mirror: Mirror) => preact.JSX.Element> = {
  options: (mirror) => <Options mirror={mirror} />,
  dashboard: (mirror) => <Dashboard mirror={mirror} />,
};

describe.each(Object.entries(pages))('the page %s', (_, draw) => {
  it('shows whatever is stored as text', async () => {
    const shown = fc.asyncProperty(fc.oneof(soundStorage, storage), async (stored) => {
      vi.spyOn(fakeBrowser.storage.local, 'get').mockResolvedValue(stored as never);
      await act(() => renderInto(null, root));
      await act(() => renderInto(draw(createMirror()), root));
      await act(turns);
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
