// Measures the background worker in one run of Chromium: node test/bench/worker.ts [rounds]. From a stopped worker: until the
// badge is right, until the first command is answered, until a panel is answered from the cache; beside the same answer of a
// running worker. Then what the modules of its script cost when it starts. Prints medians. Asserts nothing, because figures depend
// on the machine.
import type { Page } from 'puppeteer-core';
import { runWithApi } from '../browser/extension-page.ts';
import type { Session } from '../browser/launch.ts';
import { closeIdleSessions } from '../browser/session-pool.ts';
import { startFixture } from '../e2e/mounting-fixture.ts';
import { median } from './median.ts';
import { reportModules } from './module-costs.ts';

const rounds = Number(process.argv[2] ?? 20);

const settings = { command: 'getPanelSettings', input: {} };
const lookUp = (freshness: string): object => ({
  command: 'lookUp',
  input: { of: 'user', id: 'alice', freshness },
});

/** Milliseconds until a command is answered. A stopped worker starts for it. */
const answerTime = (page: Page, message: object): Promise<number> =>
  runWithApi(
    page,
    async (api, sent) => {
      const began = performance.now();
      const answer: { ok?: boolean } = await api.runtime.sendMessage(sent);
      if (answer?.ok !== true) throw new Error(JSON.stringify(answer));
      return performance.now() - began;
    },
    message,
  );

/** Milliseconds from a command, for which a stopped worker starts, until the badge has its text again. */
const badgeTime = (page: Page, message: object): Promise<number> =>
  runWithApi(
    page,
    async (api, sent) => {
      const right = await api.action.getBadgeText({});
      await api.action.setBadgeText({ text: 'x' });
      const began = performance.now();
      void api.runtime.sendMessage(sent);
      while ((await api.action.getBadgeText({})) !== right);
      return performance.now() - began;
    },
    message,
  );

async function measure(session: Session, page: Page): Promise<Record<string, number>> {
  await session.killWorker();
  const badge = await badgeTime(page, settings);
  await session.killWorker();
  const command = await answerTime(page, settings);
  await session.killWorker();
  const panel = await answerTime(page, lookUp('cached'));
  return {
    'wake to badge right': badge,
    'wake to first answer': command,
    'wake to panel answer': panel,
    'panel answer of a running worker': await answerTime(page, lookUp('cached')),
  };
}

const { session, extensionPage, stop } = await startFixture('chromium');
try {
  await answerTime(extensionPage, lookUp('auto'));
  const times: Record<string, number>[] = [];
  // The first round fills the caches.
  for (let round = -1; round < rounds; round += 1) {
    const time = await measure(session, extensionPage);
    if (round >= 0) times.push(time);
  }
  for (const what of Object.keys(times[0] ?? {}))
    console.log(`${what.padEnd(36)} ${median(times.map((time) => time[what] ?? NaN)).toFixed(1)} ms`);
} finally {
  await stop();
  await closeIdleSessions();
}
await reportModules(rounds);
