// "Delete everything" in a real browser, with pages open and requests in flight.
import { expect, test } from 'vitest';
import { runWithApi } from '../browser/extension-page.ts';
import { message } from '../message.ts';
import { browsers, byRole, withExtension, textOf, until, untilBadge, untilText } from './fixture.ts';

test.each(browsers)(
  '"Delete everything" in %s leaves no data, and open pages show the welcome',
  { timeout: 120_000 },
  (name) =>
    withExtension(name, async ({ virusTotal, session, addAccount, addAccountByHand, visit }) => {
      await addAccount('member');
      const options = await addAccountByHand('spellman');
      await session.send('selectAccount', { id: 'spellman' });
      await untilText(await visit('outsider'), message('panel.seen_by', 'spellman'));
      const dashboard = await session.open('dashboard.html#/activity');
      await (await byRole(dashboard, 'button', `Load ${message('dashboard.comments.title')}`)).click();
      await byRole(dashboard, 'table', message('dashboard.comments.title'));
      const popup = await session.open('popup.html');
      await untilText(popup, '2FA on');
      const extensionPage = await session.open('manifest.json');
      await runWithApi(extensionPage, (api) => api.storage.session.set({ kept: 'in memory' }));

      // A refresh is in flight, and its response would arrive later.
      virusTotal.throw({ kind: 'slow', ms: 8000 }, { route: '/users/{id}/overall_quotas' });
      await (await byRole(popup, 'button', 'Refresh')).click();
      await virusTotal.seen({ route: '/users/{id}/overall_quotas', caller: 'spellman' }, 2);

      await options.bringToFront();
      await (await byRole(options, 'button', 'Delete everything')).click();
      const dialog = await byRole(options, 'dialog', message('data.delete_confirm'));
      expect(await textOf(dialog)).toContain(message('data.deletes_accounts'));
      expect(await options.evaluate(() => document.activeElement?.textContent)).toBe(message('data.no'));
      await (await byRole(dialog, 'button', message('data.delete_yes'))).click();
      await untilText(options, message('data.deleted'));

      await untilText(options, message('options.welcome'));
      await untilText(popup, message('popup.add'));
      await untilText(dashboard, message('dashboard.welcome'));
      expect(await untilBadge(session, '+')).toContain(message('title.no_account'));
      virusTotal.clearFaults();
      const expectNothing = async (): Promise<void> => {
        expect(await session.storage()).toEqual({ local: {}, session: {}, sync: {} });
        expect(await session.indexedDb()).toEqual({ vault: { keys: [] }, lists: { items: [] } });
        expect(await runWithApi(extensionPage, (api) => api.alarms.getAll())).toEqual([]);
      };
      await expectNothing();
      // Neither a new worker nor a restarted browser finds stored data.
      await session.killWorker();
      await until('a new worker responds', () =>
        runWithApi(extensionPage, async (api) =>
          Boolean(await api.runtime.sendMessage({ command: 'getPanelSettings', input: {} })),
        ),
      );
      await expectNothing();
    }),
);
