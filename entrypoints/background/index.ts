// Registers every event that wakes the background, before anything is awaited.
import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { handleMessage } from './commands.ts';
import { resumeLists } from './lists/list-loader.ts';
import { lockWhenIdle, reconcileKeys } from './accounts/key-locking.ts';
import { forgetExpiredPeople } from './accounts/other-people.ts';
import { refreshAll, retryConnections } from './accounts/refresh.ts';
import { hasSideEffects, syncSideEffects } from './side-effects.ts';
import { isPresenceAlarm, isRefreshAlarm } from './signals/alarms.ts';
import { listenToClicks, openNotifiedAccount } from './signals/notifications.ts';
import { currentState } from './storage/account-store.ts';
import { runTask } from './task-runner.ts';
import { minute } from '../../core/common/time-units.ts';

export default defineBackground({
  main() {
    browser.runtime.onInstalled.addListener(
      ({ reason }) => void runTask('install', () => onInstalled(reason)),
    );
    browser.runtime.onStartup.addListener(() => void runTask('start', refreshStale));
    browser.alarms.onAlarm.addListener(({ name }) => {
      if (isRefreshAlarm(name)) void runTask('alarm', runScheduled);
      if (isPresenceAlarm(name)) void runTask('idle', () => lockWhenIdle());
    });
    addEventListener('online', () => void runTask('online', onOnline));
    browser.permissions.onAdded.addListener(() => {
      listenToClicks(onNotificationClick);
      void runTask('grant', runScheduled);
    });
    listenToClicks(onNotificationClick);
    browser.idle.onStateChanged.addListener((state) => void runTask('idle', () => lockWhenIdle(state)));
    for (const area of [browser.storage.local, browser.storage.session])
      area.onChanged.addListener(
        (changes) => void (hasSideEffects(changes) && runTask('change', () => syncSideEffects(changes))),
      );
    browser.runtime.onMessage.addListener((message: unknown, sender, sendResponse) => {
      const result = handleMessage(message, sender);
      void result?.then(sendResponse);
      return result !== undefined;
    });
    void runTask('start', barContentScripts);
    void runTask('start', reconcileKeys);
    void runTask('start', syncSideEffects);
    void runTask('start', resumeLists);
  },
});

const onNotificationClick = (key: string): void =>
  void runTask('notification', () => openNotifiedAccount(key));

async function onInstalled(reason: string): Promise<void> {
  const { accounts } = await currentState();
  // `openOptionsPage` would take over an empty tab, in which the user may be about to type a URL.
  if (reason === 'install' && accounts.length === 0)
    await browser.tabs.create({ url: browser.runtime.getURL('/options.html') });
  else await refreshStale();
}

async function refreshStale(): Promise<void> {
  const { settings } = await currentState();
  await refreshAll(settings.refreshMinutes * minute);
}

async function runScheduled(): Promise<void> {
  // An idle event may have come while the worker was not running.
  await lockWhenIdle();
  await Promise.all([refreshAll(), resumeLists(), forgetExpiredPeople()]);
}

/** The event comes only while the worker runs. Pages that are open receive it as well. */
async function onOnline(): Promise<void> {
  const { accounts } = await currentState();
  await Promise.all([retryConnections(accounts), resumeLists()]);
}

/**
 * Chrome can bar content scripts from storage.local. Firefox cannot, which is why no key is ever stored there. Both bar them from
 * storage.session by default.
 */
async function barContentScripts(): Promise<void> {
  const { local, session } = browser.storage;
  for (const area of [local, session])
    if ('setAccessLevel' in area) await area.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
}
