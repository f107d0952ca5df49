// @vitest-environment happy-dom
// The popup, drawn from anything: it shows it, or says that it is damaged. It never throws.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Popup } from '../../entrypoints/popup/Popup.tsx';
import { message } from '../message.ts';
import { checkAsyncProperty } from './check-property.ts';
import { validStorage, storage } from './storage.ts';
import { renderStored, useRoot } from './stored-page.ts';
import { assertInert } from './assert-inert.ts';

const root = useRoot();

const popup = (stored: Record<string, unknown>): Promise<void> =>
  renderStored(root, (mirror) => <Popup store={mirror} />, stored);

describe('the popup with any content', () => {
  it('[S-server-code] the popup shows whatever VirusTotal has returned', async () => {
    const property = fc.asyncProperty(validStorage, async (stored) => {
      await popup(stored);
      assertInert(root);
      return root.querySelector('h1') !== null && root.querySelector('footer') !== null;
    });
    expect(await checkAsyncProperty(property, 80)).toBeUndefined();
  });

  it('the popup shows whatever is stored, or says that it is corrupted', async () => {
    const property = fc.asyncProperty(storage, async (stored) => {
      await popup(stored);
      assertInert(root);
      const isDamaged = root.textContent.includes(message('common.corrupted'));
      return isDamaged || root.querySelector('h1') !== null;
    });
    expect(await checkAsyncProperty(property, 100)).toBeUndefined();
  });
});
