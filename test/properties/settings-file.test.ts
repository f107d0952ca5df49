// A file of settings: any JSON is refused with a reason or read whole, what is exported can be imported, and no secret is in it.
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
import { soundStorage, storage } from './storage.ts';

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

/** Files of ours with something wrong in them, and some without. */
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

/** As it comes from a disk: JSON has no `undefined`, and knows `__proto__`. */
const textOf = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return endless;
  }
};
const endless = '[[[[';

describe('a file of settings', () => {
  it('is refused with a reason or is a backup in every member, whatever it holds', () => {
    const kinds = new Set<string>();
    const read = fc.property(file, (given) => {
      const backup = parseSettingsFile(textOf(given));
      kinds.add(typeof backup === 'string' ? backup : 'taken');
      if (typeof backup === 'string') return refusals.has(backup) && !isPolluted();
      return JSON.stringify(readSettingsFile(backup)) === JSON.stringify(backup) && !isPolluted();
    });
    expect(checkProperty(read, 1500)).toBeUndefined();
    expect([...kinds].toSorted()).toEqual(['damaged', 'newer', 'other', 'taken']);
  });

  it('that is cut off anywhere is refused', () => {
    const whole = JSON.stringify(createSettingsFile(parseState({}), 0));
    for (let end = 0; end < whole.length; end++)
      expect(parseSettingsFile(whole.slice(0, end))).toBe('damaged');
    expect(parseSettingsFile(whole)).toMatchObject({ accounts: [], current: null });
  });

  it('can be made of whatever is stored, and read again', () => {
    const made = fc.property(fc.oneof(soundStorage, storage), moment, (stored, now) => {
      const backup = createSettingsFile(parseState(stored), now);
      return JSON.stringify(parseSettingsFile(JSON.stringify(backup))) === JSON.stringify(backup);
    });
    expect(checkProperty(made, 300)).toBeUndefined();
  });

  it('holds nothing of the accounts but id and kind', () => {
    const made = fc.property(soundStorage, (stored) => {
      const backup = createSettingsFile(parseState(stored), 0);
      return backup.accounts.every((account) => Object.keys(account).toString() === 'id,kind');
    });
    expect(checkProperty(made)).toBeUndefined();
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

/** What the fake browser's storage can hold. */
const held = fc.oneof(soundStorage, storage).filter((stored) => textOf(stored) !== endless);
const taken = file.filter(
  (given) => typeof readSettingsFile(given) !== 'string',
) as fc.Arbitrary<SettingsFile>;

describe('taking a file in', () => {
  it('adds what is new, leaves the known as they are, and changes nothing the second time', async () => {
    const whole = fc.asyncProperty(taken, held, async (backup, stored) => {
      fakeBrowser.storage.local.resetState();
      await fakeBrowser.storage.local.set(stored);
      const before = await currentState();
      const plan = planImport(backup, before);
      const failed = await importSettings(backup).then(
        () => false,
        () => true,
      );
      if (failed) return isNewerIndex(stored['index']);
      const after = await currentState();
      const ended = planImport(backup, after);
      const isKept = before.accounts.every(
        (account) =>
          JSON.stringify(after.accounts.find(({ id }) => id === account.id)) === JSON.stringify(account),
      );
      const isComplete = after.accounts.length === before.accounts.length + plan.added.length;
      return isKept && isComplete && ended.added.length === 0 && Object.keys(ended.settings).length === 0;
    });
    expect(await checkAsyncProperty(whole, 200)).toBeUndefined();
  });
});
