// A day without faults: what VirusTotal answers about one account, and the account already added.
import type { Freshness } from '../../core/messages.ts';
import { json, key, quotasAnswer, userAnswer } from '../fake-network.ts';
import { ask, network, settle, startWorker } from './worker.ts';

export const noon = Date.UTC(2026, 10, 21, 12);
export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

export const paths = {
  owner: `/users/${key}`,
  quotas: '/users/spellman/overall_quotas',
  user: '/users/spellman',
  groups: '/users/spellman/groups',
  other: '/users/salem',
} as const;

export function serveHealthyAccount(): void {
  network.replies = {
    [paths.owner]: () => userAnswer('spellman'),
    [paths.user]: () => userAnswer('spellman'),
    [paths.quotas]: () => quotasAnswer(),
    [paths.groups]: () => json({ data: [{ type: 'group', id: 'blabla' }], meta: { count: 1 } }),
    [paths.other]: () => userAnswer('salem', { first_name: 'Salem' }),
  };
}

/** A worker with the account on it; nothing was asked yet. */
export async function withAccount(): Promise<void> {
  serveHealthyAccount();
  await startWorker();
  await ask('addAccount', { key });
  await settle();
  network.requests.length = 0;
}

/** How often each path was asked for. */
export function countRequests(path: string): number {
  return network.requests.filter((each) => each.split('?')[0] === path).length;
}

/** What the panel on salem's page is told. */
export const look = (how: Freshness) => ask('getPanelContent', { of: 'user', id: 'salem', freshness: how });
