// The one table that says what each failure means for the user: the sign on the badge and what can be done about it.
// The sentences stand in `locales/` under the same names.
import type { FailureKind } from '../virustotal/failure.ts';

/**
 * - `unlock`: the passphrase has to be entered
 * - `retry`: "Refresh" may help, and it is tried again by itself
 * - `wait`: VirusTotal asked for time
 * - `options`: the key has to be looked at on the options page
 * - `grant`: the browser has to be asked for access to www.virustotal.com
 */
export type Remedy = 'unlock' | 'retry' | 'wait' | 'options' | 'grant';

export const failureTable: Record<FailureKind, { sign: string; remedy: Remedy }> = {
  'no-key': { sign: 'key', remedy: 'options' },
  locked: { sign: 'lock', remedy: 'unlock' },
  newer: { sign: '+', remedy: 'options' },
  'no-vault': { sign: 'key', remedy: 'retry' },
  'bad-key': { sign: 'key', remedy: 'options' },
  inactive: { sign: 'idle', remedy: 'options' },
  forbidden: { sign: '403', remedy: 'options' },
  'not-found': { sign: '404', remedy: 'options' },
  'rate-limited': { sign: '429', remedy: 'wait' },
  'quota-exceeded': { sign: '429', remedy: 'wait' },
  offline: { sign: 'off', remedy: 'retry' },
  'no-access': { sign: 'ask', remedy: 'grant' },
  unavailable: { sign: '!', remedy: 'retry' },
  unexpected: { sign: '!', remedy: 'retry' },
};
