// Importing a settings file: what is stored, and how its accounts become usable.
import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type SettingsFile, createSettingsFile } from '../../../core/storage/settings-file.ts';
import { badgeState } from '../../../core/domain/badge-state.ts';
import { addAccount } from '../../../entrypoints/background/accounts/accounts.ts';
import { importSettings } from '../../../entrypoints/background/accounts/import-settings.ts';
import { badgeText } from '../../../entrypoints/background/signals/badge.ts';
import { refreshAll } from '../../../entrypoints/background/accounts/refresh.ts';
import { currentState } from '../../../entrypoints/background/storage/account-store.ts';
import { key } from '../../fake-network.ts';
import { withAccount } from '../account-fixture.ts';

const settingsFile: SettingsFile = {
  format: 'vitals-for-virustotal-settings',
  version: 2,
  time: '2026-11-21T12:00:00.000Z',
  settings: { refreshMinutes: 60, panelCollapsed: true },
  accounts: [
    { id: 'robot', kind: 'service_account' },
    { id: 'spellman', kind: 'user' },
  ],
  current: 'spellman',
};

describe('importing settings into a new profile', () => {
  it('imported accounts keep their order, and the current one shows its missing key', async () => {
    await importSettings(settingsFile);
    const { accounts, current, settings } = await currentState();
    expect(accounts.map(({ id, kind }) => [id, kind])).toEqual([
      ['robot', 'service_account'],
      ['spellman', 'user'],
    ]);
    expect(current).toBe('spellman');
    expect(settings).toMatchObject({ refreshMinutes: 60, panelCollapsed: true, notificationsEnabled: false });
    expect(badgeText(badgeState(accounts[1], 60, Date.now()))).toBe('key');
  });

  it('an imported account without a key sends no request, and adding the key loads it', async () => {
    const { requests } = await withAccount();
    const before = (await currentState()).accounts[0];
    fakeBrowser.storage.local.resetState();
    await importSettings(settingsFile);
    await refreshAll();
    expect(requests).toEqual([]);
    await addAccount({ key });
    const { accounts } = await currentState();
    expect(accounts.map(({ id }) => id)).toEqual(['robot', 'spellman']);
    expect(accounts[1]).toMatchObject({
      keyLast4: key.slice(-4),
      failures: {},
      quotas: { value: before?.quotas?.value },
    });
  });
});

describe('importing settings into a profile with accounts', () => {
  it('an import keeps known accounts, their order and the current one', async () => {
    await withAccount();
    const [before] = (await currentState()).accounts;
    await importSettings({ ...settingsFile, current: 'robot' });
    const { accounts, current } = await currentState();
    expect(accounts.map(({ id }) => id)).toEqual(['spellman', 'robot']);
    expect(accounts[0]).toEqual(before);
    expect(current).toBe('spellman');
  });

  it('an import into full storage changes nothing', async () => {
    await withAccount();
    const before = await fakeBrowser.storage.local.get(null);
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('QUOTA_BYTES quota exceeded'));
    await expect(importSettings(settingsFile)).rejects.toThrow('QUOTA');
    expect(await fakeBrowser.storage.local.get(null)).toEqual(before);
    expect(createSettingsFile(await currentState(), 0).accounts).toEqual([{ id: 'spellman', kind: 'user' }]);
  });

  it('an import does not overwrite storage of a newer version', async () => {
    await fakeBrowser.storage.local.set({ index: { version: 4, people: [] } });
    await expect(importSettings(settingsFile)).rejects.toThrow('newer');
    expect(await fakeBrowser.storage.local.get(null)).toEqual({ index: { version: 4, people: [] } });
  });
});
