// Questions asked from inside an extension page, by the page's own browser API: what a user's browser would answer.
import type { Page } from 'puppeteer-core';
import type { Browser as Api } from 'webextension-polyfill';

export type Badge = { text: string; title: string; /** #rrggbb */ color: string };

/** Runs `question` in the page with its `browser` API. It must not use anything from outside itself but its arguments. */
export async function runWithApi<Args extends unknown[], Answer>(
  page: Page,
  question: (api: Api, ...args: Args) => Answer | Promise<Answer>,
  ...args: Args
): Promise<Answer> {
  // As text, since a function cannot cross over; the protocol's own evaluation is not held up by the page's CSP.
  const list = args.map((value) => JSON.stringify(value)).join(', ');
  const source = `(${question.toString()})(globalThis.browser ?? globalThis.chrome${list === '' ? '' : `, ${list}`})`;
  return (await page.evaluate(source)) as Answer;
}

export async function readBadge(page: Page): Promise<Badge> {
  return runWithApi(page, async (api) => {
    const [text, title, color] = await Promise.all([
      api.action.getBadgeText({}),
      api.action.getTitle({}),
      api.action.getBadgeBackgroundColor({}),
    ]);
    const hex = [...color].slice(0, 3).map((part) => part.toString(16).padStart(2, '0'));
    return { text, title, color: `#${hex.join('')}` };
  });
}

/**
 * Makes the alarm due now, with its period, and returns when it has gone off. Fails where the extension clears it
 * before (at its start, say, when it wants no alarms).
 */
export async function fireAlarm(page: Page, name: string): Promise<void> {
  await runWithApi(
    page,
    async (api, wanted) => {
      const periodInMinutes = (await api.alarms.get(wanted))?.periodInMinutes;
      const gone = async (): Promise<void> => {
        while ((await api.alarms.get(wanted)) !== undefined) {
          await new Promise((next) => {
            setTimeout(next, 100);
          });
        }
        // One that has gone off is gone too, its event perhaps still on its way.
        await new Promise((next) => {
          setTimeout(next, 3000);
        });
        throw new Error(`The alarm "${wanted}" was cleared before it went off.`);
      };
      const fired = new Promise<void>((done) => {
        api.alarms.onAlarm.addListener(function heard(alarm) {
          if (alarm.name !== wanted) return;
          api.alarms.onAlarm.removeListener(heard);
          done();
        });
      });
      const period = periodInMinutes === undefined ? {} : { periodInMinutes };
      await api.alarms.create(wanted, { when: Date.now(), ...period });
      await Promise.race([fired, gone()]);
    },
    name,
  );
}

export type Storage = Record<'local' | 'session' | 'sync', Record<string, unknown>>;

export async function readStorage(page: Page): Promise<Storage> {
  return runWithApi(page, async (api) => {
    const [local, session, sync] = await Promise.all([
      api.storage.local.get(null),
      api.storage.session.get(null),
      api.storage.sync.get(null),
    ]);
    return { local, session, sync };
  });
}

/**
 * Empties all that the extension has stored, and its badge. Databases stay, without records: the background may have them open.
 */
export async function clearExtension(page: Page): Promise<void> {
  await runWithApi(page, async (api) => {
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- it runs in the page, where nothing of ours is
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')));
      });
    const { local, session, sync } = api.storage;
    await Promise.all([local.clear(), session.clear(), sync.clear()]);
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue;
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames)
        await done(database.transaction(store, 'readwrite').objectStore(store).clear());
      database.close();
    }
    const { permissions: optional = [] } = (await api.permissions.getAll()) ?? {};
    const { optional_permissions: names = [] } = api.runtime.getManifest();
    const granted = optional.filter((permission) => names.includes(permission));
    if (granted.length > 0) await api.permissions.remove({ permissions: granted as never });
    localStorage.clear();
    await api.alarms.clearAll();
    await api.action.setBadgeText({ text: '' });
    await api.action.setTitle({ title: '' });
  });
}

/** Whether the extension may reach all hosts that its manifest asks for. */
export const hasHostAccess = (page: Page): Promise<boolean> =>
  runWithApi(page, (api) =>
    api.permissions.contains({ origins: api.runtime.getManifest()['host_permissions'] ?? [] }),
  );

/** Every record of every database of the extension's origin: database, then store, then the records in key order. */
export async function readIndexedDb(page: Page): Promise<Record<string, Record<string, unknown[]>>> {
  return runWithApi(page, async () => {
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- it runs in the page, where nothing of ours is
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')));
      });
    const dump: Record<string, Record<string, unknown[]>> = {};
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue;
      const database = await done(indexedDB.open(name));
      const stores: Record<string, unknown[]> = {};
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([done(objects.getAllKeys()), done(objects.getAll())]);
        stores[store] = values.map((value: unknown, index) => ({ key: keys[index], value }));
      }
      database.close();
      dump[name] = stores;
    }
    return dump;
  });
}
