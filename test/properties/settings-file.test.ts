// Settings files: any JSON is rejected with a reason or decoded in full, every export can be imported, and it contains
// no secret.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  type SettingsFile,
  createSettingsFile,
  parseSettingsFile,
  planImport,
  readSettingsFile,
} from '../../core/storage/settings-file.ts';
import { isNewerIndex, parseState } from '../../core/storage/schema.ts';
import { importSettings } from '../../entrypoints/background/accounts/import-settings.ts';
import { currentState } from '../../entrypoints/background/storage/account-store.ts';
import { anyJson, field, isPolluted, moment, nastyTexts, number, shape, text } from './arbitraries.ts';
import { checkProperty, checkAsyncProperty } from './check-property.ts';
import { validStorage, storage } from './storage.ts';

const refusals = new Set<string>(['other', 'newer', 'damaged']);
const ids = fc.oneof(
  { arbitrary: fc.constantFrom('salem', 'Salem', 'spellman', 'k'.repeat(64), ...nastyTexts), weight: 4 },
  text,
);
const accounts = fc.array(
  field(shape({ id: ids, kind: fc.constantFrom('user', 'service_account', 'admin'), key: fc.nat() })),
  { maxLength: 4 },
);
const settings = shape({
  refreshMinutes: fc.oneof(fc.constantFrom(5, 60), number),
  notificationsEnabled: fc.boolean(),
});

/** Settings files, some of them with an error. */
const file = fc.oneof(
  { arbitrary: anyJson, weight: 2 },
  shape({
    format: fc.constant('vitals-for-virustotal-settings'),
    version: fc.oneof({ arbitrary: fc.constantFrom(1, 2), weight: 9 }, number),
    time: fc.oneof(
      moment.map((at) => new Date(at).toISOString()),
      text,
    ),
    settings,
    accounts,
    current: ids,
  }),
  fc
    .uniqueArray(fc.constantFrom('salem', 'spellman', 'toString', '__proto__'), { minLength: 1 })
    .map((names) => ({
      format: 'vitals-for-virustotal-settings',
      version: 2,
      time: '2026-11-22T00:00:00.000Z',
      settings: { refreshMinutes: 60, notificationsEnabled: true },
      accounts: names.map((id) => ({ id, kind: 'user' })),
      current: names[0],
    })),
);

/** Parses the value as it is read from disk: JSON has no `undefined`, and may contain `__proto__`. */
const textOf = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return endless;
  }
};
const endless = '[[[[';

describe('settings files with any content', () => {
  it('a settings file with any content is rejected with a reason or decoded in full', () => {
    const kinds = new Set<string>();
    const read = fc.property(file, (given) => {
      const settingsFile = parseSettingsFile(textOf(given));
      kinds.add(typeof settingsFile === 'string' ? settingsFile : 'taken');
      if (typeof settingsFile === 'string') return refusals.has(settingsFile) && !isPolluted();
      return JSON.stringify(readSettingsFile(settingsFile)) === JSON.stringify(settingsFile) && !isPolluted();
    });
    expect(checkProperty(read, 1500)).toBeUndefined();
    expect([...kinds].toSorted()).toEqual(['damaged', 'newer', 'other', 'taken']);
  });

  it('a truncated settings file is rejected', () => {
    const complete = JSON.stringify(createSettingsFile(parseState({}), 0));
    for (let end = 0; end < complete.length; end++)
      expect(parseSettingsFile(complete.slice(0, end))).toBe('damaged');
    expect(parseSettingsFile(complete)).toMatchObject({ accounts: [], current: null });
  });

  it('a settings file can be created from any stored data and decoded again', () => {
    const property = fc.property(fc.oneof(validStorage, storage), moment, (stored, now) => {
      const settingsFile = createSettingsFile(parseState(stored), now);
      return JSON.stringify(parseSettingsFile(JSON.stringify(settingsFile))) === JSON.stringify(settingsFile);
    });
    expect(checkProperty(property, 300)).toBeUndefined();
  });

  it('a settings file contains only id and kind of the accounts', () => {
    const property = fc.property(validStorage, (stored) => {
      const settingsFile = createSettingsFile(parseState(stored), 0);
      return settingsFile.accounts.every((account) => Object.keys(account).toString() === 'id,kind');
    });
    expect(checkProperty(property)).toBeUndefined();
    const [account] = createSettingsFile(
      parseState({
        'account:salem': {
          id: 'salem',
          kind: 'user',
          keyLast4: 'last',
          addedAt: 0,
          failures: {},
          requests: {},
          user: { at: 0, value: { id: 'salem', email: 'salem@example.com' } },
        },
      }),
      0,
    ).accounts;
    expect(account).toEqual({ id: 'salem', kind: 'user' });
  });
});

/** Values that the fake browser's storage accepts. */
const storedBefore = fc.oneof(validStorage, storage).filter((stored) => textOf(stored) !== endless);
const validFile = file.filter(
  (given) => typeof readSettingsFile(given) !== 'string',
) as fc.Arbitrary<SettingsFile>;

describe('importing settings files', () => {
  it('an import adds what is new, keeps known accounts unchanged, and changes nothing the second time', async () => {
    const complete = fc.asyncProperty(validFile, storedBefore, async (settingsFile, stored) => {
      fakeBrowser.storage.local.resetState();
      await fakeBrowser.storage.local.set(stored);
      const before = await currentState();
      const plan = planImport(settingsFile, before);
      const failed = await importSettings(settingsFile).then(
        () => false,
        () => true,
      );
      if (failed) return isNewerIndex(stored['index']);
      const after = await currentState();
      const secondPlan = planImport(settingsFile, after);
      const accountsAreKept = before.accounts.every(
        (account) =>
          JSON.stringify(after.accounts.find(({ id }) => id === account.id)) === JSON.stringify(account),
      );
      const isComplete = after.accounts.length === before.accounts.length + plan.added.length;
      return (
        accountsAreKept &&
        isComplete &&
        secondPlan.added.length === 0 &&
        Object.keys(secondPlan.settings).length === 0
      );
    });
    expect(await checkAsyncProperty(complete, 200)).toBeUndefined();
  });
});
