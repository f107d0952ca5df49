// @vitest-environment happy-dom
// The popup, drawn from anything: it shows it, or says that it is damaged. It never throws.
import * as fc from 'fast-check';
import { render as renderInto } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createMirror } from '../../core/state/mirror.ts';
import { Popup } from '../../entrypoints/popup/Popup.tsx';
import { standInBackground } from '../components/background.ts';
import { isTame } from './tame.ts';
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

/** The popup on what is stored. What it threw, if it did, is thrown. */
async function popup(stored: Record<string, unknown>): Promise<void> {
  fakeBrowser.storage.local.resetState();
  vi.spyOn(fakeBrowser.storage.local, 'get').mockResolvedValue(stored as never);
  await act(() => renderInto(null, root));
  await act(() => renderInto(<Popup mirror={createMirror()} />, root));
  await act(turns);
}

describe('the popup', () => {
  it('shows whatever VirusTotal has answered', async () => {
    const shown = fc.asyncProperty(soundStorage, async (stored) => {
      await popup(stored);
      return isTame(root) && root.querySelector('h1') !== null && root.querySelector('footer') !== null;
    });
    expect(await refutedLater(shown, 80)).toBeUndefined();
  });

  it('shows whatever is stored, or says that it is damaged', async () => {
    const shown = fc.asyncProperty(storage, async (stored) => {
      await popup(stored);
      const isDamaged = root.textContent.includes('is damaged');
      return isTame(root) && (isDamaged || root.querySelector('h1') !== null);
    });
    expect(await refutedLater(shown, 100)).toBeUndefined();
  });
});
