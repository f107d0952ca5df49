// The diagnostics report contains no text from the stored state.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDiagnostics, type Environment } from '../../core/storage/diagnostics.ts';
import { moment } from './arbitraries.ts';
import { checkProperty } from './check-property.ts';
import { validStorage, storage } from './storage.ts';

/** A unique word, planted after an existing text or in its place. */
const plant = 'Zq7planted';

function plantTexts(value: unknown, whole: boolean, depth = 0): unknown {
  if (typeof value === 'string') return whole ? plant : `${value}${plant}`;
  if (depth > 20 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => plantTexts(item, whole, depth + 1));
  const entries = Object.entries(value).map(([name, item]): [string, unknown] => [
    name,
    plantTexts(item, whole, depth + 1),
  ]);
  return Object.fromEntries([...entries, [`${plant}Name`, plant]]);
}

/** Lists, errors, settings and notifications in valid shapes. */
const others = {
  settings: { refreshMinutes: 15, notificationsEnabled: 'yes', panelCollapsed: 'no', more: 'x' },
  notificationsShown: { 'a api_requests_daily': 1 },
  'user-cache:a:salem': { at: 1, user: { at: 1, value: { id: 'salem' } } },
  'list:a:comments/a': {
    status: 'failed',
    targetCount: 40,
    loaded: 3,
    unreadable: 0,
    lastUsedAt: 1,
    generation: 1,
    cost: 1,
    cursor: 'next',
    ignoredNextLinks: 2,
    failure: { kind: 'offline', at: 1, tries: 1, message: 'no' },
  },
  [`list:${plant}:${plant}/a`]: {
    status: 'complete',
    targetCount: 40,
    loaded: 3,
    unreadable: 0,
    lastUsedAt: 1,
    generation: 1,
    cost: 1,
  },
  errorLog: [
    { at: 1, kind: 'TypeError', context: 'refresh', message: 'x' },
    { at: 2, kind: 'Mine', context: 'refresh' },
    { at: 3, kind: 'TypeError', context: 'there' },
  ],
};

const createEnvironment = (stored: Record<string, unknown>, text = ''): Environment => ({
  version: `0.1.0${text}`,
  userAgent: `Mozilla/5.0 ${text} Chrome/147.0.7727.15${text && ` ${text}/1.0`} Safari/537.36`,
  platform: { os: text || 'linux', arch: text || 'x86-64' },
  permissions: ['storage', 'alarms', ...(text ? [text] : [])],
  hostAccess: true,
  alarms: [{ name: text || 'refresh', scheduledTime: 1, periodInMinutes: 15 }],
  backgroundAnswers: true,
  stored,
});

describe('the diagnostics report with any stored data', () => {
  it('[S-report-content] the diagnostics report contains no planted text', () => {
    const property = fc.property(
      fc.oneof(validStorage, storage),
      fc.boolean(),
      moment,
      (stored, whole, now) => {
        const all = { ...stored, ...others };
        // Ids are kept, so that the accounts are found and reported.
        const planted = plantTexts(all, whole) as Record<string, Record<string, unknown>>;
        for (const id of ['a', 'b'])
          if (planted[`account:${id}`]) Object.assign(planted[`account:${id}`] ?? {}, { id });
        const index = { version: 3, ids: ['a', 'b', plant], current: plant };
        const environment = createEnvironment(
          { ...planted, index, [`account:${plant}`]: { ...planted['account:a'], id: plant } },
          plant,
        );
        return !JSON.stringify(createDiagnostics(environment, now)).includes(plant);
      },
    );
    expect(checkProperty(property, 400)).toBeUndefined();
  });

  it('the diagnostics report can be created from any stored data, and contains every account', () => {
    const property = fc.property(fc.oneof(validStorage, storage), moment, (stored, now) => {
      const { accounts } = createDiagnostics(createEnvironment(stored), now) as {
        accounts: { account: number }[];
      };
      return accounts.every(({ account }, place) => account === place + 1);
    });
    expect(checkProperty(property, 200)).toBeUndefined();
  });

  it('the diagnostics report shows the problem', () => {
    const now = Date.UTC(2026, 10, 22);
    const account = {
      id: 'a',
      kind: 'user',
      keyLast4: '333a',
      addedAt: 1,
      quotas: {
        at: now - 90_000,
        value: [
          { name: 'api_requests_daily', invalidFields: ['user.used', 'group'] },
          { name: '<img>', invalidFields: ['entry', 'wrong'] },
        ],
      },
      failures: { quotas: { kind: 'rate-limited', at: now - 1000, tries: 2, retryAt: now + 1000 } },
      requests: { day: '2026-11-22', billable: 3, free: 9 },
    };
    const stored = { ...others, 'account:a': account, index: { version: 3, ids: ['a'], current: 'a' } };
    expect(JSON.parse(JSON.stringify(createDiagnostics(createEnvironment(stored), now)))).toMatchObject({
      time: '2026-11-22T00:00:00.000Z',
      vitals: '0.1.0',
      browser: 'Chrome 147.0.7727.15',
      system: 'linux',
      architecture: 'x86-64',
      permissions: ['storage', 'alarms'],
      alarms: [{ name: 'refresh', everyMinutes: 15 }],
      storage: { version: 3, accounts: 1, cachedUsers: 1, lists: 2, notificationsShown: 1 },
      settings: { refreshMinutes: 15, notificationsEnabled: false },
      accounts: [
        {
          account: 1,
          kind: 'user',
          hasKeyLast4: true,
          parts: {
            quotas: {
              ageSeconds: 90,
              quotas: 2,
              unread: [
                'api_requests_daily user.used',
                'api_requests_daily group',
                'other entry',
                'other other',
              ],
            },
          },
          failures: { quotas: { kind: 'rate-limited', tries: 2, retryAt: '2026-11-22T00:00:01.000Z' } },
          requests: { billable: 3, free: 9 },
          lists: [
            {
              list: 'comments',
              status: 'failed',
              loaded: 3,
              ignoredNextLinks: 2,
              failure: { kind: 'offline' },
            },
          ],
        },
      ],
      errors: [{ at: '1970-01-01T00:00:00.001Z', kind: 'TypeError', context: 'refresh' }],
    });
    expect(createDiagnostics({ ...createEnvironment({}), userAgent: 'x Firefox/140.0' }, now)).toMatchObject({
      browser: 'Firefox 140.0',
      accounts: [],
    });
  });
});
