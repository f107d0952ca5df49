// Data about other people in a worker that runs for weeks.
import { beforeEach, expect, it, vi } from 'vitest';
import { key } from '../fake-network.ts';
import { day, lookUpSalem, minute, noon, serveHealthyAccount, withAccount } from './healthy-account.ts';
import * as worker from './worker.ts';

const { fireAlarm, network, nextAlarm, readStorage, sendCommand, startWorker } = worker;

beforeEach(() => {
  worker.setUpFixture(noon);
  return worker.tearDownFixture;
});

const stored = async (): Promise<string> => JSON.stringify(await readStorage());

it('[S-disk-people] the refresh alarm forgets whom nobody has looked up for 30 days', async () => {
  await withAccount();
  await lookUpSalem('auto');
  vi.setSystemTime(noon + 29 * day);
  await fireAlarm('refresh');
  expect(await stored()).toContain('salem');
  vi.setSystemTime(noon + 31 * day);
  await fireAlarm('refresh');
  expect(await stored()).not.toContain('salem');
});

it('a shorter time applies at once', async () => {
  await withAccount();
  await lookUpSalem('auto');
  vi.setSystemTime(noon + 2 * day);
  await sendCommand('saveSettings', { peopleRetentionDays: 1 });
  expect(await stored()).not.toContain('salem');
});

it('a list in session memory that failed is retried by an alarm', async () => {
  serveHealthyAccount();
  await startWorker();
  const choice = { keyStorage: 'passphrase', passphrase: 'harvest violin umbrella moss' } as const;
  await sendCommand('addAccount', { key, choice });
  network.replies['/groups/acme/users'] = () => new Response('', { status: 503 });
  await sendCommand('loadList', {
    account: 'spellman',
    list: 'members/acme',
    targetCount: 40,
    fresh: false,
  });
  expect(nextAlarm()).toBe(noon + 1.5 * minute);
});
