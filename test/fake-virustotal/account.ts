// Creates accounts: what a persona does not define gets a default value.
import { createHash } from 'node:crypto';
import type { Account, AccountAttributes, Lists } from './types.ts';

const noLists: Lists = {
  comments: 0,
  mentions: 0,
  graphs: 0,
  hunting_rulesets: 0,
  hunting_notifications: 0,
  retrohunt_jobs: 0,
};

/** 64 hexadecimal characters, constant across starts. */
export function keyOf(id: string, generation = 0): string {
  return createHash('sha256').update(`fake key ${generation} of ${id}`).digest('hex');
}

type AccountRecipe = {
  id: string;
  attributes: Partial<AccountAttributes>;
  type?: Account['type'];
  key?: string;
  group?: string;
  lists?: Partial<Lists>;
  frozen?: boolean;
};

export function createAccount(options: AccountRecipe): Account {
  const group = options.group ?? null;
  return {
    type: options.type ?? 'user',
    id: options.id,
    key: options.key ?? keyOf(options.id),
    attributes: { reputation: 1, status: 'active', user_since: 1_600_000_000, ...options.attributes },
    apiGroup: group,
    intelligenceGroup: group,
    monitorGroup: null,
    lists: { ...noLists, ...options.lists },
    frozen: options.frozen ?? false,
  };
}

/** The default attributes of a user. */
export function person(first: string, last: string, start: number, more: Partial<AccountAttributes> = {}) {
  return {
    email: `${first}.${last}@example.com`.toLowerCase().replaceAll(/[^a-z.@]/g, ''),
    first_name: first,
    last_name: last,
    has_2fa: true,
    last_login: Math.floor(start / 1000) - 5400,
    preferences: { ui: { last_read_notification_date: Math.floor(start / 1000) - 86_400 } },
    profile_phrase: '',
    ...more,
  } satisfies Partial<AccountAttributes>;
}
