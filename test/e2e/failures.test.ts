import { describe, expect, test } from 'vitest';
import { ask } from '../browser/extension-page.ts';
import type { Fault } from '../virustotal/server.ts';
import { browsers, byRole, onStage, type Stage, textOf, untilBadge, untilText } from './stage.ts';

const quotas = { route: '/users/{id}/overall_quotas' };

const rows: [what: string, fault: Fault, sign: string, words: string][] = [
  ['a wrong key', error('WrongCredentialsError'), 'key', 'does not accept this API key any more'],
  ['an inactive account', error('UserNotActiveError'), 'idle', 'this account is not active'],
  ['a refusal', error('ForbiddenError'), '403', 'does not let this key read this'],
  ['too many requests', { kind: 'rate-limit', retryAfter: { seconds: 600 } }, '429', 'asked to wait'],
  ['an HTML page that says 429', { kind: 'rate-limit', as: 'html' }, '429', 'asked to wait'],
  ['a bad day at VirusTotal', error('TransientError'), '!', 'not available right now'],
  ['a captcha page', { kind: 'captcha' }, '!', 'makes no sense'],
  ['half a JSON', { kind: 'half-json' }, '!', 'makes no sense'],
  ['an empty object', { kind: 'empty-object' }, '!', 'makes no sense'],
  ['no data', { kind: 'null-data' }, '!', 'makes no sense'],
  ['an answer that is cut off', { kind: 'cut-off' }, 'off', 'cannot be reached'],
  ['a connection that is reset', { kind: 'reset' }, 'off', 'cannot be reached'],
];

function error(code: Extract<Fault, { kind: 'error' }>['code']): Fault {
  return { kind: 'error', code };
}

/** What stands after a failed refresh: sign, sentence, and the last good figures with their age. */
async function expectFailure({ session }: Stage, sign: string, words: string): Promise<void> {
  const title = await untilBadge(session, sign);
  expect(title).toContain(words);
  expect(title).toContain('987 of 1,000 left');
  const popup = await session.open('popup.html');
  const text = await untilText(popup, words);
  expect(text).toContain('987 of 1,000 left');
  expect(text).toContain('Updated');
  await popup.close();
}

describe('after a failure the last good figures stay', () => {
  test('each fault has its sign and its sentence', { timeout: 120_000 }, () =>
    onStage('chromium', async (stage) => {
      const { virusTotal, session, addAccount } = stage;
      await addAccount('spellman');
      await untilBadge(session, '987');
      for (const [, fault, sign, words] of rows) {
        virusTotal.throw(fault, quotas);
        await forceRefresh(stage);
        await expectFailure(stage, sign, words);
        virusTotal.clearFaults();
        await forceRefresh(stage);
        await untilBadge(session, '987');
      }
      expect(rows.length).toBe(12);
    }),
  );

  test('offline, and online again', () =>
    onStage('chromium', async (stage) => {
      const { virusTotal, session, addAccount } = stage;
      await addAccount('spellman');
      await untilBadge(session, '987');
      await virusTotal.goOffline();
      await session.fireAlarm('refresh');
      await expectFailure(stage, 'off', 'cannot be reached');
      await virusTotal.goOnline();
      const popup = await session.open('popup.html');
      await (await byRole(popup, 'button', 'Refresh')).click();
      await untilBadge(session, '987');
      expect(await textOf(popup)).not.toContain('cannot be reached');
    }));

  test('a wait that VirusTotal asked for is kept to, and said', () =>
    onStage('chromium', async ({ virusTotal, session, addAccount }) => {
      await addAccount('spellman');
      virusTotal.throw({ kind: 'rate-limit', retryAfter: { seconds: 600 } }, quotas);
      await session.fireAlarm('refresh');
      await untilBadge(session, '429');
      const asked = virusTotal.count();
      const popup = await session.open('popup.html');
      expect(await untilText(popup, 'asked to wait until')).toContain('Next try at');
      await (await byRole(popup, 'button', 'Refresh')).click();
      await session.killWorker();
      await session.fireAlarm('refresh');
      await untilBadge(session, '429');
      expect(virusTotal.count()).toBe(asked);
    }));
});

/** A back-off of the last failure would hold the refresh back: it is lifted as the passing of time would. */
async function forceRefresh({ session }: Stage): Promise<void> {
  const page = await session.open('manifest.json');
  await ask(page, async (api) => {
    const stored = await api.storage.local.get('account:spellman');
    const account = stored['account:spellman'] as { failures: { quotas?: { retryAt?: number } } };
    if (account.failures.quotas) account.failures.quotas.retryAt = 0;
    await api.storage.local.set(stored);
  });
  await page.close();
  await session.fireAlarm('refresh');
}

describe('host access that was taken back', () => {
  test('Firefox says so and offers the grant', () =>
    onStage('firefox', async ({ session, addAccount }) => {
      await addAccount('spellman');
      await untilBadge(session, '987');
      const asking = await session.open('manifest.json');
      await ask(asking, (api) => api.permissions.remove({ origins: ['https://www.virustotal.com/*'] }));
      await session.fireAlarm('refresh');
      expect(await untilBadge(session, 'ask')).toContain('does not let Vitals reach');
      const popup = await session.open('popup.html');
      await byRole(popup, 'button', 'Grant access');
      const options = await session.open('options.html');
      await byRole(options, 'button', 'Grant access');
    }));
});

const made = (root: Element): number => root.querySelectorAll('img, script, iframe, object').length;

describe.each(browsers)('hostile answers in %s', (name) => {
  test('are shown as text and run nothing', () =>
    onStage(name, async ({ session, addAccount, visit }) => {
      const dialogs: string[] = [];
      await addAccount('hostile');
      const popup = await session.open('popup.html');
      const page = await visit('hostile');
      for (const shown of [popup, page]) shown.on('dialog', (dialog) => dialogs.push(dialog.message()));
      await untilText(popup, 'Updated');
      const panel = await byRole(page, 'region', 'Vitals for hostile');
      expect(await untilText(panel, 'your own account')).toContain('<img src=x onerror=alert(1)>');
      expect(await panel.evaluate(made)).toBe(0);
      expect(await popup.$eval('main', made)).toBe(0);
      expect(dialogs).toEqual([]);
    }));
});
