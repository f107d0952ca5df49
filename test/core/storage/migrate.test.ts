import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dropCachedUsers,
  findLeftovers,
  isSettled,
  migrateListItem,
  migrateStore,
} from '../../../core/storage/migrate.ts';
import { parseListState } from '../../../core/storage/list-schema.ts';
import { hasNewSettingNames, migrateSettings } from '../../../core/storage/migrate-version-1.ts';
import { settingsFileOfVersion1, storeOfVersion1 } from '../../fixtures/version-1.ts';
import { storeOfVersion2 } from '../../fixtures/version-2.ts';
import { anyJson, isPolluted } from '../../properties/arbitraries.ts';

type Stored = Record<string, unknown>;
const { local, indexedDb } = storeOfVersion1();
const { items } = indexedDb.lists;

/** The store after the migration, with sorted keys. */
function migrated(stored: Stored): Stored {
  const { set = {}, remove = [] } = migrateStore(stored) ?? {};
  const all = Object.entries({ ...stored, ...set }).filter(([key]) => !remove.includes(key));
  return Object.fromEntries(all.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const names = {
  keeping: 'keyStorage',
  keyEnd: 'keyLast4',
  costing: 'billable',
  asked: 'serverWait',
  wrong: 'invalidFields',
  upTo: 'targetCount',
  edition: 'generation',
  anew: 'restartPending',
  renewed: 'restarted',
  touchedAt: 'lastUsedAt',
  astray: 'invalidNextLink',
  place: 'context',
  notices: 'notificationsEnabled',
  panelFolded: 'panelCollapsed',
  annotate: 'panelMode',
  lockMinutes: 'autoLockMinutes',
};

/** Lists the path and value of every leaf of a store. */
const leaves = (value: unknown, path = ''): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, each]) => leaves(each, `${path}/${name}`))
    : [`${path} ${String(value)}`];

const timePath =
  /\/(?:lastLogin|userSince|expires|agreementSigned|date|created|modified|endsAt|firstSeen|analysed|started|finished|eta|range\/from|range\/to) (\d+)$/u;

/** Converts the time of a leaf from seconds to milliseconds. */
const inMilliseconds = (leaf: string): string => leaf.replace(timePath, '$&000');

/** Translates a path of version 1 into version 3. */
const translatePath = (path: string): string =>
  path
    .replace(/^\/seen:/u, '/user-cache:')
    .replace(/^\/notices\//u, '/notificationsShown/')
    .replaceAll(/\/(\w+)(?=[/ ])/gu, (whole, name: string) =>
      Object.hasOwn(names, name) ? `/${names[name as keyof typeof names]}` : whole,
    );

describe('migrating the store of version 1', () => {
  const store = migrated(local);

  it('the migrated store has every kind of record under its new key', () => {
    expect(Object.keys(store)).toEqual(
      Object.keys(local)
        .map((key) =>
          key
            .replace(/^notices$/u, 'notificationsShown')
            .replace(/^troubles$/u, 'errorLog')
            .replace(/^seen:/u, 'user-cache:'),
        )
        .toSorted(),
    );
    expect(Object.keys(local).some((key) => key.startsWith('seen:'))).toBe(true);
  });

  it('the migrated store has version 3 and lists the old keys to remove', () => {
    expect(store['index']).toEqual({
      version: 3,
      ids: ['acme_enrich', 'member', 'admin'],
      current: 'member',
      leftovers: true,
    });
  });

  it('the migrated store has the same settings under new names', () => {
    expect(store['settings']).toEqual({
      refreshMinutes: 30,
      notificationsEnabled: true,
      autoLockMinutes: 60,
      panelCollapsed: true,
      panelMode: 'click',
    });
  });

  it('the migrated store has accounts, requests and failures under new names', () => {
    expect(store['account:member']).toMatchObject({
      id: 'member',
      kind: 'user',
      addedAt: expect.any(Number),
      keyStorage: 'passphrase',
      keyLast4: '3efe',
      requests: { day: '2026-11-25', billable: 11, free: 3 },
      failures: {
        quotas: {
          kind: 'locked',
          tries: 2,
          serverWait: { kind: 'rate-limited', tries: 1, at: expect.any(Number), retryAt: expect.any(Number) },
        },
      },
      groups: { value: { groups: [{ id: 'acme', invalidFields: ['country_iso', 'member'] }] } },
    });
    expect(store['account:admin']).toMatchObject({
      keyStorage: 'session',
      failures: { quotas: { kind: 'rate-limited', retryAt: expect.any(Number) } },
      user: { value: { id: 'admin', invalidFields: ['reputation'] } },
    });
    expect(store['account:acme_enrich']).toMatchObject({
      kind: 'service_account',
      keyStorage: 'device',
      failures: { groups: { kind: 'forbidden', retryAt: expect.any(Number) } },
    });
  });

  it('the migrated store has the cached users, including users that were not found', () => {
    expect(store['user-cache:admin:no2fa']).toMatchObject({
      user: { value: { id: 'no2fa', invalidFields: ['reputation'] } },
      quotas: { value: expect.any(Array) },
    });
    expect(store['user-cache:admin:no-such-user']).toEqual(local['seen:admin:no-such-user']);
    expect(store['user-cache:admin:carol']).toEqual(local['seen:admin:carol']);
  });

  it('the migrated store has the lists with their progress', () => {
    expect(store['list:admin:comments/hunter']).toEqual({
      status: 'stopped',
      targetCount: 400,
      loaded: 80,
      unreadable: 0,
      total: 1312,
      at: expect.any(Number),
      lastUsedAt: expect.any(Number),
      generation: 1,
      cursor: expect.any(String),
      cost: 2,
      olderItems: 80,
    });
    expect(store['list:admin:members/acme']).toMatchObject({
      status: 'failed',
      failure: { kind: 'unexpected', tries: 1, invalidNextLink: true },
    });
    expect(store['list:member:notifications/member']).toMatchObject({ restarted: true, generation: 2 });
    expect(store['list:member:rulesets/member']).toMatchObject({ restartPending: true, loaded: 6 });
    expect(store['list:member:retrohuntJobs/member']).toMatchObject({
      failure: { kind: 'rate-limited', retryAt: expect.any(Number) },
    });
  });

  it('the migrated store has the notifications and the errors', () => {
    expect(store['notificationsShown']).toEqual(local['notices']);
    expect(store['errorLog']).toEqual([
      { at: expect.any(Number), kind: 'NotFoundError', context: 'keyStore' },
      { at: expect.any(Number), kind: 'Error', context: 'importSettings' },
    ]);
  });

  it('the migrated store has no name of version 1 left, times in milliseconds, and everything else unchanged', () => {
    const { index: _, errorLog: __, ...after } = store;
    const { index: ___, troubles: ____, ...before } = local;
    expect(leavesWithoutMarks(after)).toEqual(
      leaves(before)
        .map((leaf) => inMilliseconds(translatePath(leaf)))
        .toSorted(),
    );
    expect(leaves(store).filter((path) => translatePath(path) !== path)).toEqual([]);
  });

  it('the migration does not modify its input', () => {
    expect(local).toEqual(storeOfVersion1().local);
  });

  it('the migration runs once', () => {
    expect(migrateStore(store)).toBeUndefined();
  });

  it('the migration is complete when the old keys are removed', () => {
    const { set = {}, remove = [] } = migrateStore(local) ?? {};
    const both = { ...local, ...set };
    expect(isSettled(both['index'])).toBe(false);
    const index = { version: 3, ids: ['acme_enrich', 'member', 'admin'], current: 'member' };
    expect(findLeftovers(both)).toEqual({ set: { index }, remove });
    expect(findLeftovers({ ...store, index })).toBeUndefined();
    expect(isSettled(index)).toBe(true);
  });

  it('the migrated store can be written without the cached users', () => {
    const { set = {}, remove = [] } = migrateStore(local) ?? {};
    const dropped = dropCachedUsers(set);
    const empty = Object.keys(dropped).filter((key) => dropped[key] === null);
    expect(empty).toEqual([
      'user-cache:admin:alice',
      'user-cache:admin:carol',
      'user-cache:admin:no-such-user',
      'user-cache:admin:no2fa',
    ]);
    expect(findLeftovers({ ...local, ...dropped })?.remove.toSorted()).toEqual(
      [...remove, ...empty].toSorted(),
    );
  });
});

/** The leaves without the marks of older items, sorted. */
const leavesWithoutMarks = (store: Stored): string[] =>
  leaves(store)
    .filter((leaf) => !leaf.includes('/olderItems '))
    .toSorted();

describe('migrating the store of version 2', () => {
  const { local: before } = storeOfVersion2();
  const store = migrated(before);

  it('the migrated store has version 3, times in milliseconds, and everything else unchanged', () => {
    expect(store['index']).toEqual({ ...(before['index'] as object), version: 3 });
    const { index: _, ...rest } = store;
    const { index: __, ...old } = before;
    const times = leaves(old).filter((leaf) => timePath.test(leaf));
    expect(times.length).toBeGreaterThan(20);
    expect(leavesWithoutMarks(rest)).toEqual(leaves(old).map(inMilliseconds).toSorted());
  });

  it('the migrated lists know how many items have seconds', () => {
    const lists = Object.entries(store).filter(([key]) => key.startsWith('list:'));
    expect(lists.length).toBeGreaterThan(20);
    for (const [, state] of lists)
      expect(parseListState(state)).toMatchObject({ olderItems: (state as { loaded: number }).loaded });
  });

  it('nothing is left to do after one write', () => {
    expect(migrateStore(before)?.remove).toEqual([]);
    expect(isSettled(store['index'])).toBe(true);
    expect(migrateStore(store)).toBeUndefined();
  });

  it('keys of version 1 that an interrupted migration left are removed and not read', () => {
    const index = { ...(before['index'] as object), leftovers: true };
    const interrupted = { ...before, index, notices: { a: 1 }, 'seen:admin:dave': { at: 1 } };
    const { set = {}, remove } = migrateStore(interrupted) ?? {};
    expect(remove).toEqual([]);
    expect(Object.keys(set).filter((key) => !Object.hasOwn(before, key))).toEqual([]);
    expect(findLeftovers({ ...interrupted, ...set })).toEqual({
      set: { index: { ...index, version: 3, leftovers: undefined } },
      remove: ['notices', 'seen:admin:dave'],
    });
  });

  it('cached users that are dropped leave no seconds behind', () => {
    const { set = {} } = migrateStore(before) ?? {};
    const after = { ...before, ...dropCachedUsers(set) };
    const cached = Object.entries(after).filter(([key]) => key.startsWith('user-cache:'));
    expect(cached.flatMap((entry) => leaves(entry)).filter((leaf) => timePath.test(leaf))).toEqual([]);
    expect(findLeftovers(after)?.remove).toEqual(
      ['alice', 'carol', 'no2fa'].map((id) => `user-cache:admin:${id}`),
    );
  });
});

describe('migrating list items', () => {
  it('migrated list items and totals name their invalid fields', () => {
    const all = items.map(({ value }) => migrateListItem(value));
    expect(all.every((item) => Array.isArray((item as Stored)['invalidFields']))).toBe(true);
    expect(JSON.stringify(all)).not.toContain('"wrong"');
    expect(
      migrateListItem(items.find(({ value }) => Object.hasOwn(value as object, 'totals'))?.value),
    ).toEqual({
      day: '2026-11-25',
      endpoints: [{ name: 'files', requests: 1200, consuming: true }],
      invalidFields: ['/api/v3/(domains)'],
      totals: {
        endpoints: [{ name: 'files', requests: 1200, consuming: true }],
        invalidFields: ['/api/v3/(domains)'],
      },
    });
  });

  it('list items without times of version 2 are unchanged', () => {
    const item = { id: 'a', invalidFields: [], totals: { endpoints: [], invalidFields: ['x'] } };
    expect(migrateListItem(item)).toBe(item);
  });

  it('list items of version 2 have their times in milliseconds, and everything else unchanged', () => {
    const old = storeOfVersion2().indexedDb.lists.items.map(({ value }) => value);
    const found = new Set(
      old.flatMap((item) => leaves(item)).flatMap((leaf) => timePath.exec(leaf)?.[0].split(' ')[0] ?? []),
    );
    expect(found.size).toBe(15);
    for (const item of old) expect(leaves(migrateListItem(item))).toEqual(leaves(item).map(inMilliseconds));
  });
});

describe('migrating a settings file of version 1', () => {
  it('settings of version 1 are renamed', () => {
    const { settings } = settingsFileOfVersion1() as { settings: Stored };
    expect(hasNewSettingNames(settings)).toBe(false);
    const changed = migrateSettings(settings) as Stored;
    expect(changed).toEqual(migrated(local)['settings']);
    expect(hasNewSettingNames(changed)).toBe(true);
  });
});

describe('stores that need no migration', () => {
  it.each<[string, Stored]>([
    ['an empty store', {}],
    ['version 3', { index: { version: 3, ids: [] }, notices: { a: 1 } }],
    ['a newer version', { index: { version: 4, ids: ['a'], leftovers: true }, settings: { notices: true } }],
    ['settings of version 3 without an account', { settings: { notificationsEnabled: true } }],
    ['keys of version 1 that have been removed', { index: null, notices: undefined, 'seen:a:b': null }],
  ])('the migration changes nothing in %s', (_, stored) => {
    expect(migrateStore(stored)).toBeUndefined();
    expect(findLeftovers({ ...stored })).toBeUndefined();
  });
});

describe('migrating a damaged store', () => {
  it.each([
    [null],
    [7],
    [[]],
    [{}],
    [{ version: 0, ids: [] }],
    [{ version: 1, ids: 'a' }],
    [{ version: '1' }],
  ])('the migration with the index %j keeps the accounts', (index) => {
    const account = { id: 'a', keyEnd: 'abcd' };
    expect(migrated({ index, 'account:a': account })).toMatchObject({
      index: { version: 3, ids: ['a'] },
      'account:a': { id: 'a', keyLast4: 'abcd' },
    });
  });

  it('the migration without a readable version drops what has times of an unknown unit', () => {
    const { index: _, ...unversioned } = migrated(storeOfVersion2().local);
    const store = migrated(unversioned);
    expect(leaves(store).filter((leaf) => timePath.test(leaf))).toEqual([]);
    expect(Object.keys(store)).toEqual(expect.arrayContaining(['account:admin', 'settings']));
    expect(store['account:admin']).toMatchObject({
      keyLast4: expect.any(String),
      quotas: { value: expect.any(Array) },
    });
    expect(Object.keys(store).filter((key) => key.startsWith('user-cache:'))).toEqual([]);
    expect(parseListState(store['list:hunter:comments/hunter'])).toEqual({
      status: 'stopped',
      targetCount: 80,
      loaded: 0,
      unreadable: 0,
      lastUsedAt: expect.any(Number),
      generation: 1,
      cost: 2,
      restartPending: true,
    });
    expect(migrateStore(store)).toBeUndefined();
  });

  it('the migration without an index keeps the settings', () => {
    expect(migrated({ settings: { notices: true } })).toEqual({
      index: { version: 3, ids: [] },
      settings: { notificationsEnabled: true },
    });
  });

  it('the migration keeps other members of the index', () => {
    expect(migrated({ index: { version: 1, ids: ['b', 7], current: 'b', order: 'name' } })).toEqual({
      index: { version: 3, ids: ['b', 7], current: 'b', order: 'name' },
    });
  });

  it('the migration keeps unknown members, and valid members next to damaged ones', () => {
    const stored = {
      index: { version: 1, ids: ['a'] },
      settings: { notices: true, sound: 'gong' },
      'account:a': {
        keyEnd: 'abcd',
        failures: [7],
        requests: null,
        user: { value: [1] },
        tag: { keyEnd: 'x' },
      },
      'account:b': null,
      'list:a:x': { upTo: 40, failure: 'x', more: [] },
      'list:a:y': [{ upTo: 40 }],
      'seen:a:b': 7,
      notices: [1],
      troubles: [null, { at: 1, kind: 'Error', place: 'toString' }, { place: 'sheet', more: 1 }],
      other: { notices: 1 },
    };
    expect(migrated(stored)).toEqual({
      index: { version: 3, ids: ['a'], leftovers: true },
      settings: { notificationsEnabled: true, sound: 'gong' },
      'account:a': {
        keyLast4: 'abcd',
        failures: [7],
        requests: null,
        user: { value: [1] },
        tag: { keyEnd: 'x' },
      },
      'account:b': null,
      'list:a:x': { targetCount: 40, failure: 'x', more: [] },
      'list:a:y': [{ upTo: 40 }],
      'user-cache:a:b': 7,
      notificationsShown: [1],
      errorLog: [null, { at: 1, kind: 'Error', context: 'toString' }, { context: 'lookUp', more: 1 }],
      other: { notices: 1 },
    });
  });

  it('the migration keeps a member called __proto__ and does not pollute prototypes', () => {
    const account = JSON.parse(
      '{"__proto__":{"polluted":1},"keyEnd":"abcd","failures":{"__proto__":{"asked":{"polluted":2}}}}',
    );
    const stored = JSON.parse(
      '{"index":{"version":1,"ids":[]},"seen:a:__proto__":{"__proto__":3}}',
    ) as Stored;
    const store = migrated({ ...stored, 'account:__proto__': account });
    expect(JSON.stringify(store['account:__proto__'])).toBe(
      '{"__proto__":{"polluted":1},"keyLast4":"abcd","failures":{"__proto__":{"serverWait":{"polluted":2}}}}',
    );
    expect(JSON.stringify(store['user-cache:a:__proto__'])).toBe('{"__proto__":3}');
    expect(isPolluted()).toBe(false);
  });

  it('the migration prefers a value that already has the new name', () => {
    expect(
      migrated({
        index: { version: 1, ids: ['a'] },
        'account:a': { keyEnd: 'old', keyLast4: 'new' },
        'seen:a:b': { at: 1 },
        'user-cache:a:b': { at: 2 },
      }),
    ).toEqual({
      'account:a': { keyLast4: 'new' },
      index: { version: 3, ids: ['a'], leftovers: true },
      'user-cache:a:b': { at: 2 },
    });
  });

  it('the migration follows nested waits', () => {
    const failures = { quotas: { kind: 'locked', asked: { kind: 'no-key', asked: { at: 1 } } } };
    expect(migrated({ 'account:a': { failures } })['account:a']).toEqual({
      failures: { quotas: { kind: 'locked', serverWait: { kind: 'no-key', serverWait: { at: 1 } } } },
    });
    const endless = JSON.parse(`${'{"asked":'.repeat(5000)}1${'}'.repeat(5000)}`) as unknown;
    expect(() => migrateStore({ 'account:a': { failures: { quotas: endless } } })).not.toThrow();
    const closed = { failures: { quotas: { kind: 'no-vault', asked: { kind: 'no-vault' } } } };
    expect(migrated({ 'account:a': closed })['account:a']).toEqual({
      failures: { quotas: { kind: 'no-key-store', serverWait: { kind: 'no-key-store' } } },
    });
    const failure = { asked: { astray: true } };
    expect(
      migrated({ index: { version: 1 }, 'list:a:x': { failure }, 'seen:a:b': { failure } }),
    ).toMatchObject({
      'list:a:x': { failure: { serverWait: { invalidNextLink: true } } },
      'user-cache:a:b': { failure: { serverWait: { astray: true } } },
    });
  });

  it('the migration maps any store without an error, and changes nothing the second time', () => {
    const validRecord = fc.record(
      {
        keyEnd: fc.string(),
        requests: fc.record({ costing: fc.nat() }),
        failures: fc.dictionary(fc.constantFrom('quotas', '__proto__'), fc.record({ asked: anyJson })),
        user: fc.record({ value: fc.record({ wrong: anyJson }) }),
        upTo: fc.nat(),
        place: fc.constantFrom('sheet', 'lock'),
      },
      { requiredKeys: [] },
    );
    const keys = [
      'index',
      'settings',
      'notices',
      'troubles',
      'account:a',
      'seen:a:b',
      'list:a:x',
      '__proto__',
    ];
    const value = fc.oneof(
      anyJson,
      validRecord,
      fc.array(validRecord, { maxLength: 3 }),
      fc.constant({ version: 1, ids: ['a'] }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), value), (stored) => {
        const store = migrated(stored);
        expect(migrateStore(store)).toBeUndefined();
        expect(isPolluted()).toBe(false);
        const lost = Object.keys(stored).length - Object.keys(store).length;
        // Without a readable version the cached users are dropped.
        expect(lost).toBeLessThanOrEqual(Object.hasOwn(stored, 'seen:a:b') ? 1 : 0);
      }),
    );
  });
});
