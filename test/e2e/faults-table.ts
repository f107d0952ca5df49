// Faults that the fake VirusTotal plays on the wire to real browsers, and what the extension is expected to make of each. The
// ids are those of test/faults/faults.ts, whose unit tests play the same and more on the background alone. See docs/faults.md.
import { readFileSync } from 'node:fs';
import type { FailureKind } from '../../core/virustotal/api-error.ts';
import { badgeLabels } from '../../core/domain/badge-labels.ts';
import type { Fault, VirusTotal } from '../fake-virustotal/server.ts';
import type { FaultName } from '../faults/faults.ts';
import { builds } from './fixture.ts';

/** `wait`: seconds until the next try. */
export type Row = { fault: Fault | 'offline'; kind: FailureKind; wait: number };

const error = (code: Extract<Fault, { kind: 'error' }>['code']): Fault => ({ kind: 'error', code });
const minute = 60;
const hour = 60 * minute;
const date = { date: Date.UTC(2200, 0) };

export const rows = {
  'wrong-key': { fault: error('WrongCredentialsError'), kind: 'bad-key', wait: hour },
  'missing-key': { fault: error('AuthenticationRequiredError'), kind: 'bad-key', wait: hour },
  'inactive-account': { fault: error('UserNotActiveError'), kind: 'inactive', wait: hour },
  forbidden: { fault: error('ForbiddenError'), kind: 'forbidden', wait: hour },
  'unknown-user': { fault: error('NotFoundError'), kind: 'not-found', wait: hour },
  'bad-request': { fault: error('BadRequestError'), kind: 'unexpected', wait: minute },
  'rate-limit': { fault: { kind: 'rate-limit' }, kind: 'rate-limited', wait: minute },
  'rate-limit-10-minutes': {
    fault: { kind: 'rate-limit', retryAfter: { seconds: 600 } },
    kind: 'rate-limited',
    wait: 600,
  },
  'rate-limit-date': {
    fault: { kind: 'rate-limit', retryAfter: date },
    kind: 'rate-limited',
    wait: 24 * hour,
  },
  'rate-limit-html': {
    fault: { kind: 'rate-limit', as: 'html' },
    kind: 'rate-limited',
    wait: minute,
  },
  'quota-exceeded': {
    fault: { kind: 'rate-limit', code: 'QuotaExceededError' },
    kind: 'quota-exceeded',
    wait: minute,
  },
  transient: { fault: error('TransientError'), kind: 'unavailable', wait: minute },
  deadline: { fault: error('DeadlineExceededError'), kind: 'unavailable', wait: minute },
  'cut-off': { fault: { kind: 'cut-off' }, kind: 'offline', wait: minute },
  'connection-reset': { fault: { kind: 'reset' }, kind: 'offline', wait: minute },
  'no-network': { fault: 'offline', kind: 'offline', wait: minute },
  'not-json': { fault: { kind: 'not-json' }, kind: 'unexpected', wait: minute },
  'half-json': { fault: { kind: 'half-json' }, kind: 'unexpected', wait: minute },
  captcha: { fault: { kind: 'captcha' }, kind: 'unexpected', wait: minute },
  'empty-object': { fault: { kind: 'empty-object' }, kind: 'unexpected', wait: minute },
  'null-data': { fault: { kind: 'null-data' }, kind: 'unexpected', wait: minute },
  'unknown-code': { fault: { kind: 'json', body: [7], status: 418 }, kind: 'unexpected', wait: minute },
  'wrong-shape': {
    fault: { kind: 'patch', body: { data: 'welcome' } },
    kind: 'unexpected',
    wait: minute,
  },
} as const satisfies Partial<Record<FaultName, Row>>;

export type RowName = keyof typeof rows;

export const named = <N extends RowName>(...names: N[]): [N, Row][] =>
  names.map((name) => [name, rows[name]]);
export const all = Object.entries(rows) as [RowName, Row][];

export const signOf = ({ kind }: Row): string => badgeLabels[kind];

type Messages = Record<string, { message: string }>;
const messages = JSON.parse(readFileSync(`${builds.chromium}/_locales/en/messages.json`, 'utf8')) as Messages;

/** What a user is told, as the built extension has it. */
export function sentenceOf({ kind }: Row, of: 'failure' | 'add_failure' = 'failure'): string {
  const sentence = messages[`${of}_${kind.replaceAll('-', '_')}`]?.message;
  if (sentence === undefined) throw new Error(`The build has no sentence for ${kind}.`);
  return sentence;
}

/** Makes the requests of a route fail, until `mend`. */
export async function strike(virusTotal: VirusTotal, { fault }: Row, route: string | RegExp): Promise<void> {
  if (fault === 'offline') await virusTotal.goOffline();
  else virusTotal.throw(fault, { route });
}

export async function mend(virusTotal: VirusTotal, { fault }: Row): Promise<void> {
  if (fault === 'offline') await virusTotal.goOnline();
  else virusTotal.clearFaults();
}
