// What each failure means for the user: the badge label and the remedy. `locales/` has the sentences under the same names.
// These are two tables because pages do not need the labels.
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
  refused: '!',
  recaptcha: 'bot',
  'rate-limited': '429',
  'quota-exceeded': '429',
  offline: 'off',
  waking: 'off',
  unreachable: 'off',
  proxy: '407',
  gateway: '!',
  intercepted: 'web',
  interrupted: 'off',
  'no-access': 'ask',
  internal: '!',
  unavailable: '!',
  unexpected: '!',
};

/**
 * - `unlock`: enter the passphrase
 * - `retry`: "Refresh" may help, and retries are automatic
 * - `connect`: nothing reached VirusTotal, so retries are automatic and frequent
 * - `wait`: VirusTotal imposed a wait
 * - `options`: check the key on the options page
 * - `grant`: grant access to www.virustotal.com
 */
export type Remedy = 'unlock' | 'retry' | 'connect' | 'wait' | 'options' | 'grant';

export const remedies: Record<FailureKind, Remedy> = {
  'no-key': 'options',
  locked: 'unlock',
  newer: 'options',
  'no-key-store': 'retry',
  'bad-key': 'options',
  inactive: 'options',
  forbidden: 'options',
  'not-found': 'options',
  refused: 'retry',
  recaptcha: 'retry',
  'rate-limited': 'wait',
  'quota-exceeded': 'wait',
  offline: 'connect',
  waking: 'connect',
  unreachable: 'connect',
  proxy: 'connect',
  gateway: 'retry',
  intercepted: 'retry',
  interrupted: 'retry',
  'no-access': 'grant',
  internal: 'retry',
  unavailable: 'retry',
  unexpected: 'retry',
};

/** Failures that concern the requested user or group, not the account that made the request. */
const pageFailures = new Set<FailureKind>(['not-found', 'forbidden']);

/** Whether the account cannot be used until its owner acts. */
export const needsSetup = (kind: FailureKind): boolean =>
  !['wait', 'retry', 'connect'].includes(remedies[kind]) && !pageFailures.has(kind);

/** Whether a request never reached VirusTotal, so that repeating it costs nobody anything. */
export const isConnectionFailure = (failure: { kind: FailureKind } | undefined): boolean =>
  failure !== undefined && remedies[failure.kind] === 'connect';
