// A fault-free setup: VirusTotal's responses about one account, and the account already added.
import type { Freshness } from '../../core/messages.ts';
import { json, key, quotasResponse, userResponse } from '../fake-network.ts';
import { sendCommand, network, settle, startWorker } from './worker.ts';

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
    [paths.owner]: () => userResponse('spellman'),
    [paths.user]: () => userResponse('spellman'),
    [paths.quotas]: () => quotasResponse(),
    // With the role, so that adding the account asks for nothing more.
    [paths.groups]: () =>
      json({
        data: [{ type: 'group', id: 'blabla', context_attributes: { role: 'user' } }],
        meta: { count: 1 },
      }),
    [paths.other]: () => userResponse('salem', { first_name: 'Salem' }),
  };
}

/** Starts a worker with the account. No request is counted yet. */
export async function withAccount(): Promise<void> {
  serveHealthyAccount();
  await startWorker();
  await sendCommand('addAccount', { key });
  await settle();
  network.requests.length = 0;
}

/** Counts the requests of a path. */
export function countRequests(path: string): number {
  return network.requests.filter((each) => each.split('?')[0] === path).length;
}

/** Looks up salem. */
export const lookUpSalem = (freshness: Freshness) =>
  sendCommand('lookUp', { of: 'user', id: 'salem', freshness });
