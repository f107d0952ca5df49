import { describe, expect, it } from 'vitest';
import { accountCondition } from '../../../core/domain/account-condition.ts';
import type { User } from '../../../core/virustotal/resources/user.ts';
import type { Account } from '../../../core/domain/account.ts';
import {
  looksTheSame,
  parsePopupRecord,
  popupRecord,
  popupStamp,
} from '../../../core/storage/popup-record.ts';
import { defaultSettings, parseState, stateVersion, type State } from '../../../core/storage/schema.ts';

const account = (id: string, addedAt: number, rest: Partial<Account> = {}): Account => ({
  id,
  kind: 'user',
  keyLast4: '333a',
  addedAt,
  failures: {},
  requests: { day: '2026-11-21', billable: 3, free: 9 },
  ...rest,
});

const state = (current: string, ...accounts: Account[]): State => ({
  isFromNewerVersion: false,
  accounts,
  current,
  settings: { ...defaultSettings, refreshMinutes: 60 },
});

const [spellman, hilda] = [account('spellman', 1), account('hilda', 1)];
const both = state('spellman', spellman, hilda);
const locked = { failures: { quotas: { kind: 'locked', at: 5, tries: 1 } } } as const;

describe('the stamp of the popup', () => {
  it.each([
    ['another account is chosen', state('hilda', spellman, hilda)],
    ['the account is locked', state('spellman', { ...spellman, ...locked }, hilda)],
    ['another account is added', state('spellman', spellman, hilda, account('zelda', 9))],
    ['another account is removed', state('spellman', spellman)],
    ['the account is removed and added again', state('spellman', hilda, account('spellman', 9))],
    ['another account takes its place', state('hilda', hilda, account('spellman', 9))],
  ])('the stamp is another one when %s', (_, next) => {
    expect(popupStamp(next)).not.toBe(popupStamp(both));
  });

  it('the stamp remains when only figures change', () => {
    const refreshed = account('spellman', 1, { quotas: { at: 7, value: [] } });
    expect(popupStamp(state('spellman', refreshed, hilda))).toBe(popupStamp(both));
  });

  it('the stamp names no account, and fits into an address as it is', () => {
    expect(popupStamp(both)).toMatch(/^[\d-]+$/u);
  });

  it('there is no stamp and no record without accounts', () => {
    expect([popupStamp(state('spellman')), popupRecord(state('spellman'))]).toEqual([undefined, undefined]);
  });
});

describe('the record of the popup', () => {
  const stamp = popupStamp(both) ?? '';
  const reread = (from: State, under = stamp): State | undefined =>
    parsePopupRecord(JSON.parse(JSON.stringify(popupRecord(from))), under);

  it('the record has the shown account, the settings, and of other accounts what their list shows', () => {
    const requests = { name: 'api_requests_daily', user: { allowed: 500, used: 1 } };
    const searches = { name: 'intelligence_searches_monthly', user: { allowed: 300, used: 1 } };
    const names: User = { id: 'hilda', kind: 'user', firstName: 'Hilda', invalidFields: [] };
    const rejected = { kind: 'bad-key', at: 5, tries: 1 } as const;
    const other = {
      ...hilda,
      quotas: { at: 7, value: [requests, searches] },
      user: { at: 7, value: { ...names, email: 'hilda@example.com', has2fa: true } },
      groups: { at: 7, value: { groups: [{ id: 'coven', invalidFields: [] }] } },
      failures: { quotas: rejected, groups: rejected },
    };
    expect(reread(state('spellman', spellman, other))).toEqual({
      ...both,
      accounts: [
        spellman,
        {
          id: 'hilda',
          addedAt: 1,
          user: { at: 7, value: names },
          quotas: { at: 7, value: [requests] },
          failures: { quotas: rejected },
          requests: {},
        },
      ],
    });
  });

  it.each([
    ['API requests', { api_requests_daily: 500, intelligence_searches_monthly: 300 }],
    ['no allowance of API requests', { api_requests_daily: 0, intelligence_searches_monthly: 300 }],
    ['nothing', {}],
  ])(
    'the record shows the same condition of another account with %s as the stored state',
    (_, allowances) => {
      const now = Date.UTC(2026, 10, 21, 12);
      const value = Object.entries(allowances).map(([name, allowed]) => ({
        name,
        user: { allowed, used: 0 },
      }));
      const other = { ...hilda, quotas: { at: now, value } };
      const recorded = reread(state('spellman', spellman, other))?.accounts[1];
      expect(recorded && accountCondition(recorded, now)).toEqual(accountCondition(other, now));
    },
  );

  it('[S-disk-people] the record names no users of groups', () => {
    const group = { id: 'blabla', organization: 'Acme', autoAddUsers: ['ambrose'], invalidFields: [] };
    const groups = { at: 7, value: { groups: [{ ...group, quotaUsageByUser: { salem: {} } }] } };
    const record = popupRecord(
      state('spellman', { ...spellman, groups: groups as Account['groups'] & object }),
    );
    expect(JSON.stringify(record)).toContain('Acme');
    expect(JSON.stringify(record)).not.toMatch(/ambrose|salem/u);
  });

  it('the record looks like the stored state, until something that the popup shows changes', () => {
    const quotas = { at: 7, value: [{ name: 'api_requests_daily', user: { allowed: 500, used: 1 } }] };
    const groups = {
      at: 7,
      value: { groups: [{ id: 'coven', autoAddUsers: ['zelda'], invalidFields: [] }] },
    };
    const shown = { ...spellman, quotas, groups };
    const other = { ...hilda, quotas, groups };
    const stored = (current: string, more: object = {}): State =>
      parseState({
        index: { version: stateVersion, ids: ['spellman', 'hilda'], current },
        'account:spellman': shown,
        'account:hilda': other,
        ...more,
      });
    const recorded = reread(stored('spellman'));
    const isSame = (next: State) => recorded && looksTheSame(recorded, next);
    expect(isSame(stored('spellman'))).toBe(true);
    // The list of accounts shows no groups.
    expect(isSame(stored('spellman', { 'account:hilda': { ...other, groups: { ...groups, at: 8 } } }))).toBe(
      true,
    );
    const later = { quotas: { ...quotas, at: 8 } };
    expect(isSame(stored('spellman', { 'account:spellman': { ...shown, ...later } }))).toBe(false);
    expect(isSame(stored('spellman', { 'account:hilda': { ...other, ...later } }))).toBe(false);
    expect(isSame(stored('hilda'))).toBe(false);
    expect(isSame(stored('spellman', { settings: { barKeyDismissed: true } }))).toBe(false);
  });

  it('states without accounts, and damaged ones, do not look the same', () => {
    const damaged = state(
      'spellman',
      { ...spellman, quotas: {} as Account['quotas'] & object },
      {
        ...hilda,
        quotas: {} as Account['quotas'] & object,
      },
    );
    expect(looksTheSame(state('x'), state('x'))).toBe(false);
    expect(looksTheSame(damaged, damaged)).toBe(false);
  });

  it.each([undefined, null, '', 1, [], {}, { stamp }, { stamp, entries: 1 }])(
    'the damaged record %j counts as absent',
    (record) => {
      expect(parsePopupRecord(record, stamp)).toBeUndefined();
    },
  );

  it('a record with another stamp counts as absent', () => {
    expect(reread(both, '')).toBeUndefined();
    expect(reread(both, popupStamp(state('hilda', spellman, hilda)))).toBeUndefined();
  });
});
