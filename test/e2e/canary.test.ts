// Adds a canary key, uses it in every way, and searches for it everywhere. Only the request header and the URL of each attempt to
// add it without a user id may contain it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch } from '../browser/launch.ts';
import { startVirusTotal } from '../fake-virustotal/server.ts';
import { message } from '../message.ts';
import {
  addByHand,
  sendEveryCommand,
  exportSettings,
  useEachKeyStorage,
  type StoredData,
  dashboardPages,
  loadAndExport,
  causeEachFailure,
  visitUsers,
} from './canary-drive.ts';
import { canaries, findSecrets, groupSecrets, encodedForms, passphrase } from './canary-search.ts';
import {
  filesContaining,
  recordConsoles,
  pageContents,
  panelContents,
  storageAreas,
} from './canary-watch.ts';
import { sendCommand } from './faults-fixture.ts';
import type { AccountFixture } from './mounting-fixture.ts';
import { builds, untilText } from './fixture.ts';

const everything = [...Object.values(canaries), passphrase, ...groupSecrets];

/** Everything to search, by the place where it was found. */
const places: Record<string, unknown> = {};
const files: string[] = [];
/** What was stored at each step of changing the key storage. */
let storageSteps: Record<string, StoredData>;
let profile: string;
let fixture: AccountFixture;
let lines: string[];
let databases: Record<string, Record<string, unknown[]>>;
/** Requests sent while pages with a key in the URL were open. */
let onKeyPages: { path: string; headers: Record<string, string> }[];

async function capture(name: string, page: Page): Promise<void> {
  places[name] = await pageContents(page);
}

async function driveOurPages(): Promise<void> {
  const { session } = fixture;
  const options = await addByHand(fixture);
  await capture('options', options);
  files.push(...(await exportSettings(options)));
  const popup = await session.openPopup();
  await untilText(popup, 'Updated');
  await capture('popup', popup);
  for (const hash of dashboardPages) {
    const dashboard = await session.open(`dashboard.html${hash}`);
    files.push(...(await loadAndExport(dashboard)));
    await capture(`dashboard ${hash}`, dashboard);
    await dashboard.close();
  }
  await causeEachFailure(fixture);
  await capture('popup after failures', await session.open('popup.html'));
  const diagnostics = await session.open('diagnostics.html');
  await untilText(diagnostics, message('diagnostics.refresh'));
  await capture('diagnostics', diagnostics);
}

/** Visits pages with a key, or the reserved word "apikey", in the URL. */
async function visitKeys(): Promise<void> {
  const { virusTotal, session } = fixture;
  const before = virusTotal.arrivals.length;
  for (const id of [canaries.visited, 'apikey', `${canaries.visited}/comments`]) {
    const page = await session.visit(`https://www.virustotal.com/gui/user/${id}`);
    await page.waitForFunction(() => window.page?.ready);
    places[`panel on ${id.slice(-10)}`] = await panelContents(page);
    await page.close();
  }
  onKeyPages = virusTotal.arrivals.slice(before);
}

beforeAll(async () => {
  profile = mkdtempSync(join(tmpdir(), 'vitals-canary-'));
  const virusTotal = await startVirusTotal();
  virusTotal.world.account('admin').key = canaries.own;
  virusTotal.world.account('acme_soar').key = canaries.others;
  const session = await launch('chromium', {
    port: virusTotal.port,
    extension: builds.chromium,
    profile,
  });
  lines = recordConsoles(session.browser);
  fixture = { virusTotal, session, extensionPage: await session.open('manifest.json') };
  await driveOurPages();
  const visited = await visitUsers(fixture);
  Object.assign(places, await sendEveryCommand(fixture.extensionPage, visited));
  await capture('page of a user', visited);
  places['panel of a user'] = await panelContents(visited);
  await visitKeys();
  storageSteps = await useEachKeyStorage(fixture);
  places['storage'] = await storageAreas(fixture.extensionPage);
  places['badge'] = await session.badge();
  databases = await session.indexedDb();
  // The disk is searched after the browser has closed, so that nothing writes to it.
  await session.close();
});

afterAll(async () => {
  await fixture.virusTotal.close();
  rmSync(profile, { recursive: true, force: true });
});

/** Session memory also has what an account with a passphrase looked up. */
const isKeyName = (name: string): boolean => /^(?:passphrase|session):/u.test(name);

describe('the API key as a canary', () => {
  test('the canary search finds a planted key in every encoded form', () => {
    for (const form of encodedForms(canaries.own))
      expect(findSecrets({ planted: { deep: [`x${form}x`] } }, [canaries.own])).not.toEqual([]);
    expect(findSecrets({ planted: btoa(`x-apikey: ${canaries.own}`) }, [canaries.own])).not.toEqual([]);
    expect(findSecrets({ innocent: 'canary' }, everything)).toEqual([]);
  });

  test('[S-network-key] the API key is in the URL of each attempt to add it without a user id, and otherwise only in the request header', () => {
    const { arrivals } = fixture.virusTotal;
    const api = arrivals.filter(({ path }) => path.startsWith('/api/'));
    const lookupPath = `/api/v3/users/${canaries.own}`;
    // Adding was tried twice in the options page. The account is known when the key is added once more by message.
    expect(api.filter(({ path }) => path === lookupPath)).toHaveLength(2);
    const rest = api.map(({ path, body, headers: { 'x-apikey': key, ...headers } }) => {
      expect(key).toBe(canaries.own);
      return { path: path === lookupPath ? '' : path, body, headers };
    });
    expect(findSecrets({ rest }, everything)).toEqual([]);
    expect(rest.filter(({ headers }) => 'referer' in headers || 'cookie' in headers)).toEqual([]);
    expect(rest.filter(({ body }) => body !== '')).toEqual([]);
  });

  test('[S-page-storage S-script-key S-screen-key S-screen-file S-report-content S-server-error] the API key is in no page, response, storage area, console or exported file', () => {
    // The page's own address and what the page derives from it are the page's.
    expect(findSecrets(places, everything)).toEqual([]);
    expect(findSecrets({ lines }, everything)).toEqual([]);
    expect(findSecrets({ files }, everything)).toEqual([]);
    expect(files.length).toBeGreaterThan(10);
    expect(files.join('')).toContain('acme_soar');
    expect(lines).toEqual([]);
  });

  test('[S-kept-device] the key is stored encrypted in the key store and in no other database', () => {
    const { vault: keyStore, ...others } = databases;
    expect(keyStore).toMatchObject({ keys: [{ key: 'admin', value: { version: 1 } }] });
    expect(findSecrets({ keyStore }, everything)).toEqual([]);
    expect(Object.keys(others)).toEqual(['lists']);
    expect(findSecrets(others, everything)).toEqual([]);
  });

  test('[S-disk-passphrase] a key in another key storage is only in that storage, and the passphrase is nowhere', () => {
    expect(
      Object.entries(storageSteps).map(([step, { memory }]) => [step, memory.filter(isKeyName)]),
    ).toEqual([
      ['unlocked', ['passphrase:admin']],
      ['locked', []],
      ['unlocked again', ['passphrase:admin']],
      ['of the session', ['session:admin']],
      ['on this device', []],
    ]);
    expect(findSecrets(storageSteps, everything)).toEqual([]);
    expect(filesContaining(profile, passphrase)).toEqual([]);
  });

  test('[S-disk-key S-disk-secrets] the API key is in no file of the browser profile', () => {
    expect(filesContaining(profile, 'admin').join(' ')).toMatch(/IndexedDB/u);
    for (const secret of [canaries.own, canaries.own.slice(0, 32), canaries.others, ...groupSecrets])
      expect(filesContaining(profile, secret)).toEqual([]);
    // The browser itself stores the history.
    const visited = filesContaining(profile, canaries.visited);
    expect(visited.filter((path) => /extension/iu.test(path))).toEqual([]);
  });

  test('[S-page-key-in-url] a key in a page URL is not sent, and the page has no panel', () => {
    expect(onKeyPages.filter(({ path }) => path.startsWith('/api/'))).toEqual([]);
    const ui = onKeyPages.filter(({ path }) => path.startsWith('/ui/'));
    expect(ui.filter(({ headers }) => headers['x-page'] !== 'own')).toEqual([]);
    const panels = Object.entries(places).filter(([name]) => name.startsWith('panel on'));
    expect(panels.map(([, panel]) => panel)).toEqual(['', '', '']);
    expect(fixture.session.refusedHosts()).toEqual([]);
  });
});

describe('a key that is not stored on this device', () => {
  test.each([
    ['until the browser closes', { keyStorage: 'session' }],
    ['under a passphrase', { keyStorage: 'passphrase', passphrase }],
  ] as const)(
    '[S-kept-session] a key stored %s is not on the disk',
    { timeout: 60_000 },
    async (_, choice) => {
      const otherProfile = mkdtempSync(join(tmpdir(), 'vitals-canary-'));
      const virusTotal = await startVirusTotal();
      virusTotal.world.account('admin').key = canaries.own;
      try {
        const launchOptions = { port: virusTotal.port, extension: builds.chromium, profile: otherProfile };
        const session = await launch('chromium', launchOptions);
        const extensionPage = await session.open('manifest.json');
        await sendCommand(extensionPage, 'addAccount', { key: canaries.own, choice });
        await untilText(await session.open('popup.html'), 'Updated');
        await session.close();
        expect(filesContaining(otherProfile, 'admin')).not.toEqual([]);
        for (const secret of [canaries.own, canaries.own.slice(0, 32), passphrase])
          expect(filesContaining(otherProfile, secret)).toEqual([]);
      } finally {
        await virusTotal.close();
        rmSync(otherProfile, { recursive: true, force: true });
      }
    },
  );
});
