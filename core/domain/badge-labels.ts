// What each failure means for the user: the sign on the badge and what can be done about it. The sentences stand in
// `locales/` under the same names. Two tables, because our pages need no signs.
import type { FailureKind } from '../errors.ts';

/** At most four characters. */
export const badgeLabels: Record<FailureKind, string> = {
  'no-key': 'key',
  locked: 'lock',
  newer: 'new',
  'no-key-store': 'key',
  'bad-key': 'key',
  inactive: 'idle',
  forbidden: '403',
  'not-found': '404',
  'rate-limited': '429',
  'quota-exceeded': '429',
  offline: 'off',
  'no-access': 'ask',
  unavailable: '!',
  unexpected: '!',
};

/**
 * - `unlock`: the passphrase has to be entered
 * - `retry`: "Refresh" may help, and it is tried again by itself
 * - `wait`: VirusTotal asked for time
 * - `options`: the key has to be looked at on the options page
 * - `grant`: the browser has to be asked for access to www.virustotal.com
 */
export type Remedy = 'unlock' | 'retry' | 'wait' | 'options' | 'grant';

export const remedies: Record<FailureKind, Remedy> = {
  'no-key': 'options',
  locked: 'unlock',
  newer: 'options',
  'no-key-store': 'retry',
  'bad-key': 'options',
  inactive: 'options',
  forbidden: 'options',
  'not-found': 'options',
  'rate-limited': 'wait',
  'quota-exceeded': 'wait',
  offline: 'retry',
  'no-access': 'grant',
  unavailable: 'retry',
  unexpected: 'retry',
};

/** Of the user or group asked for, not of the account that asks. */
const pageFailures = new Set<FailureKind>(['not-found', 'forbidden']);

/** Whether nothing can be asked through the account before its owner has seen to it. */
export const needsSetup = (kind: FailureKind): boolean =>
  !['wait', 'retry'].includes(remedies[kind]) && !pageFailures.has(kind);
