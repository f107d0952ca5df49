// The faults that the fake VirusTotal can inject, and what is expected of the extension. Unit tests in test/faults
// cover the same faults and more on the background alone; here real browsers meet them over the network. See
// docs/faults.md.
import { networkInterfaces } from 'node:os';
import type { FailureKind } from '../../core/errors.ts';
import { badgeLabels } from '../../core/domain/badge-labels.ts';
import type { Fault, VirusTotal } from '../fake-virustotal/server.ts';
import type { FaultName } from '../faults/faults.ts';
import { message } from '../message.ts';

/** `wait`: seconds until the retry. */
export type FaultRow = { fault: Fault | 'offline'; kind: FailureKind; wait: number };

/** A browser without any network but loopback says that it is offline. */
const hasNetwork = Object.values(networkInterfaces()).some((all) => all?.some(({ internal }) => !internal));
const unconnected = hasNetwork ? 'unreachable' : 'offline';

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
  'rate-limit-undecodable': {
    fault: { kind: 'undecodable', as: 'gzip', status: 429, retryAfter: { seconds: 600 } },
    kind: 'rate-limited',
    wait: 600,
  },
  transient: { fault: error('TransientError'), kind: 'unavailable', wait: minute },
  deadline: { fault: error('DeadlineExceededError'), kind: 'unavailable', wait: minute },
  'cut-off': { fault: { kind: 'cut-off' }, kind: 'interrupted', wait: minute },
  undecodable: { fault: { kind: 'undecodable', as: 'br' }, kind: 'interrupted', wait: minute },
  'connection-reset': { fault: { kind: 'reset' }, kind: unconnected, wait: minute },
  'no-network': { fault: 'offline', kind: unconnected, wait: minute },
  'bad-gateway': { fault: { kind: 'web-page', status: 502 }, kind: 'gateway', wait: minute },
  'network-sign-in': { fault: { kind: 'web-page', status: 511 }, kind: 'intercepted', wait: minute },
  'detail-401': {
    fault: { kind: 'json', body: { detail: 'Not authenticated' }, status: 401 },
    kind: 'refused',
    wait: minute,
  },
  'not-json': { fault: { kind: 'not-json' }, kind: 'unexpected', wait: minute },
  'half-json': { fault: { kind: 'half-json' }, kind: 'unexpected', wait: minute },
  'endless-body': { fault: { kind: 'brackets', count: 28_000_000 }, kind: 'unexpected', wait: minute },
  'deep-body': { fault: { kind: 'brackets', count: 900_000 }, kind: 'unexpected', wait: minute },
  captcha: { fault: { kind: 'captcha' }, kind: 'intercepted', wait: minute },
  recaptcha: { fault: error('RecaptchaRequiredError'), kind: 'recaptcha', wait: minute },
  'empty-object': { fault: { kind: 'empty-object' }, kind: 'unexpected', wait: minute },
  'null-data': { fault: { kind: 'null-data' }, kind: 'unexpected', wait: minute },
  'unknown-code': { fault: { kind: 'json', body: [7], status: 418 }, kind: 'unexpected', wait: minute },
  'wrong-shape': {
    fault: { kind: 'patch', body: { data: 'welcome' } },
    kind: 'unexpected',
    wait: minute,
  },
} as const satisfies Partial<Record<FaultName, FaultRow>>;

export type RowName = keyof typeof rows;

export const named = <N extends RowName>(...names: N[]): [N, FaultRow][] =>
  names.map((name) => [name, rows[name]]);
export const all = Object.entries(rows) as [RowName, FaultRow][];

export const badgeOf = ({ kind }: FaultRow): string => badgeLabels[kind];

type Underscored<Text extends string> = Text extends `${infer First}-${infer Rest}`
  ? `${First}_${Underscored<Rest>}`
  : Text;

/** The failure text in the interface. */
export function failureText({ kind }: FaultRow, of: 'failure' | 'add_failure' = 'failure'): string {
  return message(`${of}.${kind.replaceAll('-', '_') as Underscored<FailureKind>}`);
}

/** Injects a fault into the requests of a route until `removeFault`. */
export async function injectFault(
  virusTotal: VirusTotal,
  { fault }: FaultRow,
  route: string | RegExp,
): Promise<void> {
  if (fault === 'offline') await virusTotal.goOffline();
  else virusTotal.throw(fault, { route });
}

export async function removeFault(virusTotal: VirusTotal, { fault }: FaultRow): Promise<void> {
  if (fault === 'offline') await virusTotal.goOnline();
  else virusTotal.clearFaults();
}
