import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type FailureKind, failureKinds } from '../../../core/errors.ts';
import type { Account } from '../../../core/domain/account.ts';
import { badgeLabels, remedies } from '../../../core/domain/badge-labels.ts';
import { accountFailureText } from '../../../core/presentation/failure-text.ts';
import { badgeState } from '../../../core/domain/badge-state.ts';
import { badgeText, showBadge } from '../../../entrypoints/background/signals/badge.ts';
import { nextChange } from '../../../entrypoints/background/signals/alarms.ts';
import { currentState, updateAccount } from '../../../entrypoints/background/storage/account-store.ts';
import { withAccount } from '../account-fixture.ts';
import { message, messagePattern } from '../../message.ts';

const noon = Date.UTC(2026, 10, 21, 12);
const minute = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ now: noon, toFake: ['Date'] });
  return () => vi.useRealTimers();
});

const change = (part: Partial<Account>) => updateAccount('spellman', (account) => ({ ...account, ...part }));
const fail = (kind: FailureKind) => change({ failures: { quotas: { kind, at: noon, tries: 1 } } });

async function readBadge() {
  await showBadge(await currentState());
  return {
    text: vi.mocked(fakeBrowser.action.setBadgeText).mock.lastCall?.[0].text,
    title: vi.mocked(fakeBrowser.action.setTitle).mock.lastCall?.[0].title,
    colour: vi.mocked(fakeBrowser.action.setBadgeBackgroundColor).mock.lastCall?.[0].color,
  };
}

const red = '#c0271d';
const tightestLimit = message('tightest.count', '987', '1,000', 'API requests today');

describe('the badge', () => {
  it('the badge without an account invites to add one', async () => {
    expect(await readBadge()).toMatchObject({ text: '+', title: message('title.no_account') });
  });

  it('the badge counts what is left of the tightest limit, and its title says it in a sentence', async () => {
    await withAccount();
    const { text, title } = await readBadge();
    expect(text).toBe('987');
    const sentence = messagePattern('title.count', tightestLimit, /.+/u, /.+/u);
    expect(title).toMatch(new RegExp(`^${messagePattern('title.of', 'spellman', sentence).source}$`, 'u'));
  });

  it('the badge title isolates a right-to-left name from the count', async () => {
    await withAccount();
    const [account] = (await currentState()).accounts;
    const id = '\u05d0\u05d1 7';
    await fakeBrowser.storage.local.set({
      index: { version: 3, ids: [id], current: id },
      [`account:${id}`]: { ...account, id },
    });
    const start = message('title.of', '\u2068\u05d0\u05d1 7\u2069', tightestLimit);
    expect((await readBadge()).title).toEqual(expect.stringMatching(`^${start}`));
  });

  it('the badge shows an ellipsis if the figures are from an earlier day, or older than two refreshes', async () => {
    await withAccount();
    vi.setSystemTime(noon + 32 * minute);
    expect(await readBadge()).toMatchObject({ text: '…' });
    vi.setSystemTime(noon + 1);
    expect(await readBadge()).toMatchObject({ text: '987' });
    await change({ quotas: { at: Date.UTC(2026, 10, 20, 23, 59), value: [] } });
    vi.setSystemTime(Date.UTC(2026, 10, 21));
    expect(await readBadge()).toMatchObject({ text: '–' });
  });

  it('the badge never shows yesterday’s count as today’s', async () => {
    await withAccount();
    const { accounts } = await currentState();
    const late = Date.UTC(2026, 10, 21, 23, 59);
    const value = accounts[0]?.quotas?.value ?? [];
    await change({ quotas: { at: late, value } });
    vi.setSystemTime(late + 2 * minute);
    expect(await readBadge()).toMatchObject({
      text: '…',
      title: expect.stringContaining(message('title.waiting')),
    });
  });

  it('the badge keeps the last good figures with their age, and a question mark stands where there are none', async () => {
    await withAccount();
    const figures = {
      name: 'api_requests_daily',
      user: { allowed: 500, used: 100 },
      invalidFields: ['user.used'],
    };
    const calm = { name: 'api_requests_hourly', user: { allowed: 240, used: 0 } };
    const tighter = { ...figures, user: { allowed: 500, used: 290 }, at: noon - minute };
    const show = (...value: object[]) => change({ quotas: { at: noon, value } } as Partial<Account>);
    await show(calm, tighter);
    expect(await readBadge()).toMatchObject({
      text: '210',
      title: expect.stringContaining(message('title.newest_unread')),
    });
    await show(calm, { ...figures, user: { allowed: 500 } });
    expect(await readBadge()).toMatchObject({ text: '?' });
    await show(calm, { ...tighter, at: noon - 24 * 60 * minute });
    expect(await readBadge()).toMatchObject({ text: '?' });
  });

  it.each([
    ['scans_weekly', 'title.count_assumed'],
    ['gti_credits', 'title.count_unknown'],
  ] as const)(
    'the badge counts %s, and its title does not say that the reset is known',
    async (name, key) => {
      await withAccount();
      await change({ quotas: { at: noon, value: [{ name, user: { allowed: 100, used: 99 } }] } });
      const { text, title } = await readBadge();
      expect(text).toBe('1');
      expect(title).toMatch(messagePattern(key, /.+/u, /.+/u, /.+/u));
    },
  );

  it('the badge shows that nothing limits the account', async () => {
    await withAccount();
    const uncapped = { name: 'api_requests_daily', user: { allowed: 1_000_000_000, used: 1 } };
    await change({ quotas: { at: noon, value: [uncapped] } });
    expect(await readBadge()).toMatchObject({ text: '∞' });
  });

  it.each(failureKinds)(
    'after %s the badge has the last count in grey or a label, and its title keeps the last figures',
    async (kind) => {
      await withAccount();
      await fail(kind);
      const { text, title, colour } = await readBadge();
      const mustAct = ['options', 'grant'].includes(remedies[kind]);
      const isPassing = ['retry', 'connect'].includes(remedies[kind]);
      expect(text).toBe(isPassing ? '987' : badgeLabels[kind]);
      expect(colour === red).toBe(mustAct);
      // The account of this test is in no group.
      expect(title).toContain(
        accountFailureText(kind, { groups: { at: noon, value: { groups: [], count: 0 } } }),
      );
      expect(title).toContain(tightestLimit);
    },
  );

  it('a failing badge turns red with a label when the figures are too old', async () => {
    await withAccount();
    await fail('offline');
    expect(await readBadge()).toMatchObject({ text: '987' });
    vi.setSystemTime(noon + 32 * minute);
    expect(await readBadge()).toMatchObject({ text: 'off', colour: red });
  });

  it('the badge counts API requests while other quotas are healthy, and marks one that is critical', async () => {
    await withAccount();
    const requests = { name: 'api_requests_daily', user: { allowed: 1000, used: 13 } };
    const show = (used: number) => {
      const searches = { name: 'intelligence_searches_monthly', user: { allowed: 300, used } };
      return change({ quotas: { at: noon, value: [requests, searches] } });
    };
    await show(200);
    expect(await readBadge()).toMatchObject({ text: '987' });
    await show(297);
    expect(await readBadge()).toMatchObject({ text: '!3', colour: red });
  });

  it('a dot on the badge and a sentence in its title say that another account is dead or empty', async () => {
    await withAccount();
    const { accounts } = await currentState();
    const other = async (part: Partial<Account>) => {
      const hilda = { ...accounts[0], id: 'hilda', failures: {}, ...part };
      await fakeBrowser.storage.local.set({
        index: { version: 3, ids: ['spellman', 'hilda'], current: 'spellman' },
        'account:hilda': hilda,
      });
      return readBadge();
    };
    expect(await other({})).toMatchObject({ text: '987' });
    const failures = { quotas: { kind: 'bad-key', at: noon, tries: 1 } } as const;
    const sentence = { title: expect.stringContaining(message('title.others')) };
    expect(await other({ failures })).toMatchObject({ text: '987•', ...sentence });
    const empty = { name: 'api_requests_daily', user: { allowed: 500, used: 500 } };
    expect(await other({ quotas: { at: noon, value: [empty] } })).toMatchObject({
      text: '987•',
      ...sentence,
    });
  });

  it('the badge distinguishes a wrong key, no connection and other errors when the figures are old', async () => {
    await withAccount();
    vi.setSystemTime(noon + 32 * minute);
    const texts = new Set<string | undefined>();
    for (const kind of [
      'bad-key',
      'offline',
      'unavailable',
      'no-access',
      'inactive',
      'rate-limited',
    ] as const) {
      await fail(kind);
      texts.add((await readBadge()).text);
    }
    expect(texts.size).toBe(6);
  });

  it('the badge has four characters at most', async () => {
    for (const used of [0, 1, 999_001, 12_345_678_901, 999_891_000]) {
      const figures = { name: 'api_requests_daily', group: { allowed: 999_999_999, used } };
      const account = { id: 'a', failures: {}, quotas: { at: noon, value: [figures] } };
      const state = badgeState(account as unknown as Account, 15, noon);
      expect(badgeText(state).length).toBeLessThanOrEqual(4);
      expect(badgeText(state, true)).toMatch(/^.{1,3}•$/u);
    }
  });
});

describe('the time of the next refresh', () => {
  it('the next refresh is half a minute after the reset of the tightest limit', async () => {
    await withAccount();
    expect(nextChange(await currentState(), noon)).toBe(Date.UTC(2026, 10, 22) + 30_000);
  });

  it('the next refresh after a failure is its retry', async () => {
    await withAccount();
    await change({ failures: { quotas: { kind: 'offline', at: noon, tries: 1, retryAt: noon + minute } } });
    expect(nextChange(await currentState(), noon)).toBe(noon + minute + 30_000);
  });

  it('the next refresh is undefined without an account', async () => {
    expect(nextChange(await currentState(), noon)).toBeUndefined();
  });
});
