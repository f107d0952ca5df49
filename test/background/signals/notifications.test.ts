import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { removeAccount } from '../../../entrypoints/background/accounts/accounts.ts';
import { showNotifications } from '../../../entrypoints/background/signals/notifications.ts';
import { refresh } from '../../../entrypoints/background/accounts/refresh.ts';
import { updateSettings } from '../../../entrypoints/background/storage/account-store.ts';
import { grantAccess } from '../../set-up.ts';
import { quotasAnswer } from '../../fake-network.ts';
import { withAccount } from '../account-fixture.ts';
import { message, messagePattern } from '../../message.ts';

const noon = Date.UTC(2026, 10, 21, 12);
const created = () => vi.mocked(fakeBrowser.notifications.create);

beforeEach(() => {
  vi.useFakeTimers({ now: noon, toFake: ['Date'] });
  vi.spyOn(fakeBrowser.notifications, 'create').mockImplementation(async () => 'id');
  return () => vi.useRealTimers();
});

/** An account whose pool has `used` of 1,000, read now. */
async function reading(used: number, network = withAccount()) {
  const { replies } = await network;
  replies['/users/spellman/overall_quotas'] = () => quotasAnswer(used);
  await refresh('spellman');
  await showNotifications();
}

it('nobody is told who did not ask for it', async () => {
  await reading(990);
  expect(created()).not.toHaveBeenCalled();
});

it('nobody is told without the browser’s leave', async () => {
  await updateSettings({ notificationsEnabled: true });
  const { replies } = await withAccount();
  replies['/users/spellman/overall_quotas'] = () => quotasAnswer(990);
  await refresh('spellman');
  grantAccess(false);
  await showNotifications();
  expect(created()).not.toHaveBeenCalled();
  grantAccess(true);
  await showNotifications();
  expect(created()).toHaveBeenCalledTimes(1);
});

it('a limit that runs low is told once a window, and again when it gets worse', async () => {
  await updateSettings({ notificationsEnabled: true });
  const network = withAccount();
  await reading(400, network);
  expect(created()).not.toHaveBeenCalled();
  await reading(850, network);
  await reading(860, network);
  expect(created()).toHaveBeenCalledTimes(1);
  expect(created().mock.calls[0]?.[1]).toMatchObject({
    title: message('notification.title', '150', '1,000', 'API requests today'),
    message: expect.stringMatching(
      new RegExp(`^${messagePattern('notification.message', 'spellman', /.+/u).source}$`, 'u'),
    ),
  });
  await reading(960, network);
  expect(created()).toHaveBeenCalledTimes(2);
  vi.setSystemTime(noon + 24 * 3_600_000);
  await reading(960, network);
  expect(created()).toHaveBeenCalledTimes(3);
});

it('what was told goes with the account', async () => {
  await updateSettings({ notificationsEnabled: true });
  await reading(990);
  expect(created()).toHaveBeenCalledTimes(1);
  await removeAccount({ id: 'spellman' });
  expect(JSON.stringify(await fakeBrowser.storage.local.get(null))).not.toContain('spellman');
});
