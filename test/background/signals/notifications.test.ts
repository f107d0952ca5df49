import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { removeAccount } from '../../../entrypoints/background/accounts/accounts.ts';
import {
  listenToClicks,
  openNotifiedAccount,
  showNotifications,
} from '../../../entrypoints/background/signals/notifications.ts';
import { refresh } from '../../../entrypoints/background/accounts/refresh.ts';
import {
  claimNotification,
  currentState,
  updateSettings,
} from '../../../entrypoints/background/storage/account-store.ts';
import { grantAccess } from '../../set-up.ts';
import { json, quotasResponse } from '../../fake-network.ts';
import { withAccount } from '../account-fixture.ts';
import { message, messagePattern } from '../../message.ts';

const minute = 60_000;
const noon = Date.UTC(2026, 10, 21, 12);
const createNotification = () => vi.mocked(fakeBrowser.notifications.create);

beforeEach(() => {
  vi.useFakeTimers({ now: noon, toFake: ['Date'] });
  vi.spyOn(fakeBrowser.notifications, 'create').mockImplementation(async () => 'id');
  return () => vi.useRealTimers();
});

/** Refreshes an account that has used `used` of 1,000 requests, and shows notifications. */
async function refreshWith(used: number, network = withAccount()) {
  const { replies } = await network;
  replies['/users/spellman/overall_quotas'] = () => quotasResponse(used);
  await refresh('spellman');
  await showNotifications(await currentState());
}

it('no notification is shown unless the user has enabled it', async () => {
  await refreshWith(990);
  expect(createNotification()).not.toHaveBeenCalled();
});

it('no notification is shown without the browser’s permission', async () => {
  await updateSettings({ notificationsEnabled: true });
  const { replies } = await withAccount();
  replies['/users/spellman/overall_quotas'] = () => quotasResponse(990);
  await refresh('spellman');
  grantAccess(false);
  await showNotifications(await currentState());
  expect(createNotification()).not.toHaveBeenCalled();
  grantAccess(true);
  await showNotifications(await currentState());
  expect(createNotification()).toHaveBeenCalledTimes(1);
});

it('a low quota is notified once per quota window, and again when it gets worse', async () => {
  await updateSettings({ notificationsEnabled: true });
  const network = withAccount();
  await refreshWith(400, network);
  expect(createNotification()).not.toHaveBeenCalled();
  await refreshWith(850, network);
  await refreshWith(860, network);
  expect(createNotification()).toHaveBeenCalledTimes(1);
  expect(createNotification().mock.calls[0]?.[1]).toMatchObject({
    title: message('notification.title', '150', '1,000', 'API requests today'),
    message: expect.stringMatching(
      new RegExp(`^${messagePattern('notification.message', 'spellman', /.+/u).source}$`, 'u'),
    ),
  });
  vi.setSystemTime(noon + minute);
  await refreshWith(960, network);
  expect(createNotification()).toHaveBeenCalledTimes(2);
  vi.setSystemTime(noon + 24 * 3_600_000);
  await refreshWith(960, network);
  expect(createNotification()).toHaveBeenCalledTimes(3);
});

/** Quotas with as many low limits as given, one of them critical. */
const lowQuotas = (count: number) =>
  json({
    data: Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `hostile_${index}_daily`,
        { user: { allowed: 1000, used: index === count - 1 ? 990 : 850 } },
      ]),
    ),
  });

it('[S-server-alerts] at most one notification a minute is shown, the most urgent first', async () => {
  await updateSettings({ notificationsEnabled: true });
  const { replies } = await withAccount();
  replies['/users/spellman/overall_quotas'] = () => lowQuotas(400);
  for (let passed = 0; passed < 3 * minute; passed += 20_000) {
    vi.setSystemTime(noon + passed);
    await refresh('spellman');
    await showNotifications(await currentState());
  }
  const keys = createNotification().mock.calls.map(([key]) => key);
  expect(keys).toHaveLength(3);
  expect(new Set(keys).size).toBe(3);
  expect(keys[0]).toContain('hostile_399_daily');
});

it('[S-server-storage] the record of shown notifications is bounded', async () => {
  const wanted = Array.from({ length: 300 }, (_, index) => ({
    key: `a ${index}`,
    until: noon + 999 * minute,
  }));
  for (const [index] of wanted.entries()) await claimNotification(wanted, noon + index * minute);
  const { notificationsShown } = await fakeBrowser.storage.local.get('notificationsShown');
  expect(Object.keys(notificationsShown as object).length).toBeLessThanOrEqual(200);
});

it('the record of shown notifications is removed with the account', async () => {
  await updateSettings({ notificationsEnabled: true });
  await refreshWith(990);
  expect(createNotification()).toHaveBeenCalledTimes(1);
  await removeAccount({ id: 'spellman' });
  expect(JSON.stringify(await fakeBrowser.storage.local.get(null))).not.toContain('spellman');
});

it.each([
  ['scans_weekly', 'notification.message_assumed'],
  ['reports_yearly', 'notification.message_assumed'],
  ['gti_credits', 'notification.message_unknown'],
] as const)('a low quota %s is notified once, and its reset is not said to be known', async (name, key) => {
  await updateSettings({ notificationsEnabled: true });
  const { replies } = await withAccount();
  replies['/users/spellman/overall_quotas'] = () =>
    json({ data: { [name]: { user: { allowed: 100, used: 99 } } } });
  await refresh('spellman');
  await showNotifications(await currentState());
  vi.setSystemTime(noon + 5 * minute);
  await showNotifications(await currentState());
  expect(createNotification()).toHaveBeenCalledTimes(1);
  expect(createNotification().mock.calls[0]?.[1]).toMatchObject({
    message: expect.stringMatching(messagePattern(key, 'spellman', /.+/u)),
  });
});

describe('a click on a notification', () => {
  it.each([
    ['spellman api_requests_daily 1 critical', 'spellman'],
    ['spellman two api_requests_daily 1 critical', 'spellman two'],
    ['salem api_requests_daily 1 critical', 'other'],
  ])('%s opens the dashboard with %s', async (key, current) => {
    const { tabs, notifications, storage } = fakeBrowser;
    const create = vi.spyOn(tabs, 'create').mockResolvedValue({} as never);
    const clear = vi.spyOn(notifications, 'clear').mockResolvedValue(true as never);
    await withAccount();
    const stored = await storage.local.get('account:spellman');
    const account = stored['account:spellman'] as object;
    await storage.local.set({
      index: { version: 3, ids: ['spellman', 'spellman two', 'other'], current: 'other' },
      'account:spellman two': { ...account, id: 'spellman two' },
      'account:other': { ...account, id: 'other' },
    });
    await openNotifiedAccount(key);
    expect((await currentState()).current).toBe(current);
    expect(create).toHaveBeenCalledExactlyOnceWith({
      url: `${fakeBrowser.runtime.getURL('/dashboard.html')}#/account`,
    });
    expect(clear).toHaveBeenCalledExactlyOnceWith(key);
    await storage.local.clear();
  });

  it('is listened to as soon as the browser has notifications', () => {
    const onClick = vi.fn<(key: string) => void>();
    const { notifications } = fakeBrowser;
    const hidden = Object.defineProperty(fakeBrowser, 'notifications', {
      value: undefined,
      configurable: true,
    });
    listenToClicks(onClick);
    Object.defineProperty(hidden, 'notifications', { value: notifications, configurable: true });
    const add = vi.spyOn(notifications.onClicked, 'addListener').mockReturnValue();
    listenToClicks(onClick);
    expect(add).toHaveBeenCalledExactlyOnceWith(onClick);
  });
});
