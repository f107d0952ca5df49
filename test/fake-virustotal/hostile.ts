// The persona whose names and figures are all attacks on rendering code.
import { createAccount, keyOf } from './account.ts';
import { freeQuotas } from './quotas.ts';
import type { Account, ApiObject, Group, Privileges, Quotas } from './types.ts';

const markup = '<img src=x onerror=alert(1)>';
const script = '</script><script>alert(document.domain)</script>';
const bidi = '\u202Egnp.exe\u202C\u200F\u2067\u2066cod\u2069';
const endless = 'W'.repeat(100_000);
const control = 'a\u0000b\u0007c\u001B[31md\u0085e';
/** Right-to-left letters around digits, which could reorder adjacent figures of ours. */
export const fromTheRight = '\u05D0\u05D1 7 (\u05D2\u05D3';

/** Computed keys, so that `__proto__` becomes an own property and not the prototype. */
const quotas = (): Quotas => ({
  ...freeQuotas(3, 17, 90),
  ['__proto__']: { allowed: 10, used: 9 },
  constructor: { allowed: 5, used: 1 },
  toString: { allowed: 1, used: 0 },
  hasOwnProperty: { allowed: 7, used: 7 },
  [`${markup}_daily`]: { allowed: 100, used: 50 },
  [`${bidi}_monthly`]: { allowed: 100, used: 1 },
  negative_monthly: { allowed: 100, used: -5 },
  huge_monthly: { allowed: 2 ** 60, used: 1e300 },
  fraction_daily: { allowed: 10.5, used: 0.1 },
  [`${endless}_hourly`]: { allowed: 9, used: 1 },
  [`${fromTheRight}_daily`]: { allowed: 11, used: 2 },
});

const privileges = (): Privileges => ({
  ['__proto__']: { granted: true },
  constructor: { granted: true, inherited_from: '__proto__', inherited_via: 'constructor' },
  [markup]: { granted: true, inherited_from: script, inherited_via: markup },
  [bidi]: { granted: true, inherited_from: 'javascript:alert(1)', inherited_via: 'api_quota_group' },
  [control]: { granted: false },
  'far-future': { granted: true, expiration_date: 8.64e15 },
  'before-time': { granted: true, expiration_date: -1 },
  [endless]: { granted: true, inherited_from: endless },
  [fromTheRight]: { granted: true, inherited_from: fromTheRight, inherited_via: fromTheRight },
});

export const hostileGroupId = '"><b onclick=alert(1)>hostile & group';

export function createHostile(): Account {
  return createAccount({
    id: 'hostile',
    group: hostileGroupId,
    attributes: {
      email: '"<script>alert(1)</script>"@example.com',
      first_name: markup,
      last_name: `${bidi}${control}${endless}`,
      has_2fa: true,
      last_login: 8.64e15,
      preferences: { ['__proto__']: { polluted: true } },
      privileges: privileges(),
      profile_phrase: `${script}${'lorem ipsum '.repeat(10_000)}`,
      quotas: quotas(),
      reputation: -2_147_483_648,
      status: markup,
      user_since: -1,
    },
    lists: {
      comments: 3,
      mentions: 3,
      graphs: 3,
      hunting_rulesets: 3,
      hunting_notifications: 3,
      retrohunt_jobs: 3,
    },
  });
}

/** Another hostile user, whose id is neither a valid URL segment nor a safe property name. */
export const createHostileNamesake = (id: string): Account => ({
  ...createHostile(),
  id,
  key: keyOf(id),
});

export const createHostileService = (): Account =>
  createAccount({
    id: `${hostileGroupId}_service`,
    type: 'service_account',
    group: hostileGroupId,
    attributes: { first_name: fromTheRight, last_name: markup, privileges: privileges(), quotas: quotas() },
  });

const attacks = [
  `${markup} ${bidi} [click](javascript:alert(1))`,
  fromTheRight,
  endless,
  control,
  'javascript:alert(1)',
  '__proto__',
  script,
];

/** An attack text; the kinds alternate. */
export const attackAt = (index: number): string => attacks[index % attacks.length] ?? markup;

/** A list item in which every text is or starts with an attack, each with another one. */
export function withAttacks(object: ApiObject, index: number): ApiObject {
  let turn = index;
  const insertAttacks = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const attack = attackAt(turn++);
      return attack === fromTheRight ? attack : `${attack} ${value}`;
    }
    if (Array.isArray(value)) return value.map(insertAttacks);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, insertAttacks(each)]));
  };
  const { attributes, context_attributes: context } = object;
  return {
    ...object,
    attributes: insertAttacks(attributes) as Record<string, unknown>,
    ...(context && { context_attributes: insertAttacks(context) as Record<string, unknown> }),
  };
}

export function createHostileGroup(): Group {
  return {
    id: hostileGroupId,
    attributes: {
      auto_add_users: [markup, 'javascript:alert(1)'],
      country: bidi,
      domain_name: 'javascript:alert(1)',
      industry: fromTheRight,
      organization: `${fromTheRight} ${markup}${endless}`,
      organization_legal_name: `${script}${'Ltd '.repeat(30_000)}`,
      privileges: privileges(),
      quotas: quotas(),
      quota_usage_by_user: { ['__proto__']: 1 },
    },
    users: ['hostile'],
    administrators: ['hostile'],
    serviceAccounts: [`${hostileGroupId}_service`],
    roles: { hostile: ['USER_ROLE_GROUP_ADMIN', markup, fromTheRight, endless] },
    frozen: false,
  };
}
