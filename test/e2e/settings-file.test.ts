// Settings as a file: exported to disk, read there, and imported into another profile.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { message } from '../message.ts';
import {
  untilAccountListed,
  byRole,
  enterKey,
  untilKeyAccepted,
  withExtension,
  textOf,
  until,
  untilBadge,
  untilText,
} from './fixture.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitals-backup-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const press = async (page: Page, name: string): Promise<void> => (await byRole(page, 'button', name)).click();

/** Clicks "Export settings" and reads the file from disk. */
async function exportTo(options: Page): Promise<{ name: string; content: string }> {
  const session = await options.createCDPSession();
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
  await press(options, message('data.export'));
  const name = await until('the file is saved', async () =>
    readdirSync(folder).find((each) => each.endsWith('.json')),
  );
  return { name, content: readFileSync(join(folder, name), 'utf8') };
}

async function chooseFile(options: Page, path: string): Promise<void> {
  const [chooser] = await Promise.all([options.waitForFileChooser(), press(options, message('data.import'))]);
  await chooser.accept([path]);
}

test(
  'settings are exported from one profile and imported into another, without the keys',
  { timeout: 120_000 },
  async () => {
    await withExtension('chromium', async ({ virusTotal, session, addAccount, addAccountByHand }) => {
      await addAccount('member');
      const options = await addAccountByHand('spellman');
      await session.send('selectAccount', { id: 'spellman' });
      await options.select('select', '60');
      const { name, content } = await exportTo(options);
      expect(name).toMatch(/^vitals-for-virustotal-settings-\d{4}-\d{2}-\d{2}\.json$/u);
      expect(JSON.parse(content)).toEqual({
        format: 'vitals-for-virustotal-settings',
        version: 2,
        time: expect.stringMatching(/Z$/u),
        settings: {
          refreshMinutes: 60,
          notificationsEnabled: false,
          autoLockMinutes: 15,
          lookupsPerDay: 60,
          peopleRetentionDays: 30,
          panelCollapsed: false,
          panelMode: 'always',
          keyStorage: 'device',
          barKeyDismissed: false,
        },
        accounts: [
          { id: 'member', kind: 'user' },
          { id: 'spellman', kind: 'user' },
        ],
        current: 'spellman',
      });
      for (const secret of [virusTotal.keys.member, virusTotal.keys.spellman].map((key) => key.slice(-4)))
        expect(content).not.toContain(secret);
    });
    await withExtension('chromium', async ({ virusTotal, session }) => {
      const options = await session.open('options.html');
      const [file = ''] = readdirSync(folder);
      await chooseFile(options, join(folder, file));
      const plan = await byRole(options, 'group', message('data.plan'));
      expect(await textOf(plan)).toContain(`${message('data.added', 2)} member, spellman`);
      expect(await textOf(plan)).toContain(message('setting.refresh', 60));
      expect((await session.storage()).local).not.toHaveProperty('index');
      await options.keyboard.press('Escape');
      await chooseFile(options, join(folder, file));
      // The focus is on the plan, so "Import" is the next Tab stop.
      await byRole(options, 'group', message('data.plan'));
      await options.keyboard.press('Tab');
      await options.keyboard.press('Enter');
      await untilText(options, `${message('data.imported')} ${message('data.needs_keys')}`);
      await untilAccountListed(options, 'member');
      await untilAccountListed(options, 'spellman');
      expect(await untilBadge(session, 'key•')).toContain(message('failure.no_key'));
      expect(virusTotal.count()).toBe(0);
      const popup = await session.open('popup.html');
      await untilText(popup, message('failure.no_key'));
      await options.bringToFront();
      await enterKey(options, virusTotal.keys.spellman);
      await untilKeyAccepted(options);
      // The other account still has no key.
      await untilBadge(session, '987•');
      await untilText(popup, '2FA on');
    });
  },
);

test('a file that is not a settings file is rejected, and nothing changes', () =>
  withExtension('chromium', async ({ session, addAccountByHand }) => {
    const options = await addAccountByHand('spellman');
    await untilBadge(session, '987');
    const before = (await session.storage()).local;
    const file = join(folder, 'settings.json');
    for (const [content, words] of [
      ['{"format":"vitals-for-virustotal-settings","version":2,', message('data.import_error.damaged')],
      ['{"format":"vitals-for-virustotal-settings","version":3}', message('data.import_error.newer')],
      ['{"__proto__":{"format":"vitals-for-virustotal-settings"}}', message('data.import_error.other')],
      ['x'.repeat(1_000_001), message('data.import_error.large')],
    ] as const) {
      writeFileSync(file, content);
      await chooseFile(options, file);
      expect(await untilText(options, words)).not.toContain(message('data.plan'));
    }
    expect((await session.storage()).local).toEqual(before);
  }));
