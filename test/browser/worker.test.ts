// The harness's hold on a background, shown on a small extension of its own: it ends it outright, fires alarms that wake
// it, and a restart keeps what is stored.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runWithApi } from './extension-page.ts';
import type { BrowserName } from './find.ts';
import { launch, type Session } from './launch.ts';
import { until } from './session-helpers.ts';

// Says which of its lives it is in and writes down its alarms; asked to "work", it never answers.
const BACKGROUND = `
const life = crypto.randomUUID();
const api = globalThis.browser ?? globalThis.chrome;
let order = Promise.resolve();
const note = (line) => (order = order.then(async () => {
  const { log = [] } = await api.storage.local.get('log');
  await api.storage.local.set({ log: [...log, line] });
}));
api.runtime.onStartup.addListener(() => note('browser started'));
api.alarms.onAlarm.addListener(({ name }) => note('alarm ' + name));
api.runtime.onMessage.addListener((message, sender, answer) => {
  if (message !== 'work') answer(life);
  return true;
});
`;

function writeExtension(name: BrowserName): string {
  const folder = mkdtempSync(join(tmpdir(), 'vitals-fixture-'));
  const background =
    name === 'chromium' ? { service_worker: 'background.js' } : { scripts: ['background.js'] };
  const gecko = { id: 'fixture@example.org', data_collection_permissions: { required: ['none'] } };
  writeFileSync(join(folder, 'background.js'), BACKGROUND);
  writeFileSync(
    join(folder, 'manifest.json'),
    JSON.stringify({
      manifest_version: 3,
      name: 'Fixture',
      version: '1',
      permissions: ['storage', 'alarms'],
      background,
      action: {},
      ...(name === 'firefox' ? { browser_specific_settings: { gecko } } : {}),
    }),
  );
  return folder;
}

describe.each<BrowserName>(['chromium', 'firefox'])('the background in %s', { timeout: 60_000 }, (name) => {
  const extension = writeExtension(name);
  let session: Session;

  const log = async (): Promise<string[]> => ((await session.storage()).local['log'] ?? []) as string[];
  const life = async (): Promise<unknown> =>
    runWithApi(await session.open('manifest.json'), (api) => api.runtime.sendMessage('hello'));

  beforeAll(async () => {
    session = await launch(name, { port: 1, extension });
  }, 60_000);

  afterAll(async () => {
    await session?.close();
    rmSync(extension, { recursive: true, force: true });
  });

  test('the harness ends the background, which starts again on demand', async () => {
    const before = await life();
    expect(await life()).toBe(before);
    await session.killWorker();
    expect(await life()).not.toBe(before);
  });

  test('the harness ends a background in the middle of its work', async () => {
    const page = await session.open('manifest.json');
    const left = runWithApi(page, (api) =>
      api.runtime.sendMessage('work').then(
        () => 'cut off',
        () => 'cut off',
      ),
    );
    const before = await life();
    await session.killWorker();
    expect(await left).toBe('cut off');
    expect(await life()).not.toBe(before);
  });

  test('the harness fires an alarm that wakes the background, and keeps its period', async () => {
    const page = await session.open('manifest.json');
    await runWithApi(page, (api) => api.alarms.create('harness', { periodInMinutes: 60 }));
    await session.killWorker();
    await session.fireAlarm('harness');
    await until('the alarm noted', async () => (await log()).includes('alarm harness'));
    expect(await runWithApi(page, (api) => api.alarms.get('harness'))).toMatchObject({ periodInMinutes: 60 });
  });

  test('the background starts again with its stored data', async () => {
    const before = await life();
    const page = await session.open('manifest.json');
    await runWithApi(page, (api) => api.storage.local.set({ kept: true }));
    await session.restart();
    expect(await life()).not.toBe(before);
    expect((await session.storage()).local).toMatchObject({ kept: true });
    // Chromium takes the extension for newly installed; Firefox starts it as a user's, alarms gone.
    if (name === 'firefox') await until('onStartup', async () => (await log()).includes('browser started'));
  });
});
