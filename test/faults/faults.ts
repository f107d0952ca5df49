// Every fault between the extension and VirusTotal, by id, with the expected behavior. docs/faults.md lists the same
// ids.
import type { FailureKind } from '../../core/errors.ts';
import { vi } from 'vitest';
import { isConnectionFailure } from '../../core/domain/badge-labels.ts';
import { html, errorResponse, json, type Reply } from '../fake-network.ts';
import { hour, minute, noon, second } from './healthy-account.ts';

export type Fault = {
  reply: Reply;
  kind: FailureKind;
  /** The badge text. */
  badgeLabel: string;
  /** Milliseconds until the first retry. */
  wait: number;
};

/**
 * The retries of one hour: after 1, 2, 4, 8, 16 and 32 minutes, each half a minute late. What does not reach VirusTotal is retried
 * after 90 seconds each time, and by the four periodic alarms.
 */
const requestLimits = { patient: 6, userFixable: 1, unconnected: 44 };

const isUserFixable = ({ wait, kind }: Fault): boolean =>
  wait >= hour || ['bad-key', 'inactive', 'forbidden', 'not-found'].includes(kind);

/** How often one resource is requested at most in the hour after the first failure. */
export function maximumRequests(fault: Fault): number {
  if (isConnectionFailure(fault)) return requestLimits.unconnected;
  return isUserFixable(fault) ? requestLimits.userFixable : requestLimits.patient;
}

/** The time after which an opened page or an alarm may cause the next request, in milliseconds. */
export const earliestRetry = (fault: Fault): number =>
  isConnectionFailure(fault) ? 10 * second : fault.wait;

const text = (body: BodyInit, status = 200): Response =>
  new Response(body, { status, headers: { 'content-type': 'application/json; charset=utf-8' } });

const rateLimitResponse = (retryAfter?: string): Response =>
  errorResponse('TooManyRequestsError', 429, retryAfter === undefined ? {} : { 'retry-after': retryAfter });

/** A body that ends early, as `fetch` reports it. */
const cutOff = (): Response =>
  text(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"data":{"attributes":{"quotas":{'));
        controller.error(new TypeError('terminated'));
      },
    }),
  );

/** A body that is declared as compressed and is not, as `fetch` reports it. */
const undecodable = (status: number, headers: Record<string, string> = {}): Response =>
  new Response(
    new ReadableStream({ start: (controller) => controller.error(new TypeError('Failed to fetch')) }),
    { status, headers: { 'content-type': 'application/json', 'content-encoding': 'br', ...headers } },
  );

/** The browser has no network. */
const offline = (): never => {
  vi.stubGlobal('navigator', { onLine: false });
  throw new TypeError('Failed to fetch');
};

const timeout = (): never => {
  throw new DOMException('The operation was aborted due to timeout', 'TimeoutError');
};

/** Headers arrive, but the rest of the response does not arrive in time. */
const slowBody = (): Response =>
  text(new ReadableStream({ start: (controller) => controller.error(new DOMException('', 'TimeoutError')) }));

const muchMore = new Uint8Array(9 * 1024 * 1024);

/** A body larger than any response can be. */
const endlessBody = (): Response =>
  text(new ReadableStream({ pull: (controller) => controller.enqueue(muchMore) }, { highWaterMark: 0 }));

/** Brackets that exhaust the stack of a parser. */
const deepBody = (): Response => text('['.repeat(100_000));

/** A response as `redirect: 'manual'` returns it. */
const redirect = (): Response =>
  Object.defineProperties(new Response(null), { status: { value: 0 }, ok: { value: false } });

const unexpected = { kind: 'unexpected', badgeLabel: '!', wait: minute } as const;
const unavailable = { kind: 'unavailable', badgeLabel: '!', wait: minute } as const;
const gateway = { kind: 'gateway', badgeLabel: '!', wait: minute } as const;
const intercepted = { kind: 'intercepted', badgeLabel: 'web', wait: minute } as const;
const interrupted = { kind: 'interrupted', badgeLabel: 'off', wait: minute } as const;
const refused = { kind: 'refused', badgeLabel: '!', wait: minute } as const;
const unreachable = { kind: 'unreachable', badgeLabel: 'off', wait: minute } as const;
const rateLimited = { kind: 'rate-limited', badgeLabel: '429', wait: minute } as const;

const table = {
  'wrong-key': {
    reply: () => errorResponse('WrongCredentialsError', 401),
    kind: 'bad-key',
    badgeLabel: 'key',
    wait: hour,
  },
  'missing-key': {
    reply: () => errorResponse('AuthenticationRequiredError', 401),
    kind: 'bad-key',
    badgeLabel: 'key',
    wait: hour,
  },
  'inactive-account': {
    reply: () => errorResponse('UserNotActiveError', 401),
    kind: 'inactive',
    badgeLabel: 'idle',
    wait: hour,
  },
  forbidden: {
    reply: () => errorResponse('ForbiddenError', 403),
    kind: 'forbidden',
    badgeLabel: '403',
    wait: hour,
  },
  'unknown-user': {
    reply: () => errorResponse('NotFoundError', 404),
    kind: 'not-found',
    badgeLabel: '404',
    wait: hour,
  },
  'rate-limit': { reply: () => rateLimitResponse(), ...rateLimited },
  'rate-limit-90-seconds': { reply: () => rateLimitResponse('90'), ...rateLimited, wait: 90 * second },
  'rate-limit-10-minutes': { reply: () => rateLimitResponse('600'), ...rateLimited, wait: 10 * minute },
  'rate-limit-date': {
    reply: () => rateLimitResponse(new Date(noon + 30 * 24 * hour).toUTCString()),
    ...rateLimited,
    wait: 24 * hour,
  },
  'rate-limit-past-date': {
    reply: () => rateLimitResponse(new Date(0).toUTCString()),
    ...rateLimited,
  },
  'rate-limit-zero': { reply: () => rateLimitResponse('0'), ...rateLimited },
  'rate-limit-nonsense': { reply: () => rateLimitResponse('soon'), ...rateLimited },
  'rate-limit-huge': { reply: () => rateLimitResponse('99999999999'), ...rateLimited, wait: 24 * hour },
  'rate-limit-html': { reply: () => html(429), ...rateLimited },
  'rate-limit-html-hour': {
    reply: () => html(429, { 'retry-after': '3600' }),
    ...rateLimited,
    wait: hour,
  },
  'rate-limit-undecodable': {
    reply: () => undecodable(429, { 'retry-after': '600' }),
    ...rateLimited,
    wait: 10 * minute,
  },
  'quota-exceeded': {
    reply: () => errorResponse('QuotaExceededError', 429),
    kind: 'quota-exceeded',
    badgeLabel: '429',
    wait: minute,
  },
  'bad-request': { reply: () => errorResponse('BadRequestError', 400), ...unexpected },
  transient: { reply: () => errorResponse('TransientError', 503), ...unavailable },
  'transient-10-minutes': {
    reply: () => errorResponse('TransientError', 503, { 'retry-after': '600' }),
    ...unavailable,
    wait: 10 * minute,
  },
  deadline: { reply: () => errorResponse('DeadlineExceededError', 504), ...unavailable },
  'unavailable-undecodable': {
    reply: () => undecodable(503, { 'retry-after': '600' }),
    ...unavailable,
    wait: 10 * minute,
  },
  'bad-gateway': { reply: () => html(502), ...gateway },
  'gateway-timeout': { reply: () => html(504), ...gateway },
  timeout: { reply: timeout, ...unavailable },
  'body-timeout': { reply: slowBody, ...unavailable },
  'cut-off': { reply: cutOff, ...interrupted },
  undecodable: { reply: () => undecodable(200), ...interrupted },
  offline: { reply: offline, kind: 'offline', badgeLabel: 'off', wait: minute },
  'no-network': {
    reply: () => {
      throw new TypeError('Failed to fetch');
    },
    ...unreachable,
  },
  'connection-reset': {
    reply: () => {
      throw new TypeError('terminated');
    },
    ...unreachable,
  },
  'proxy-sign-in': { reply: () => html(407), kind: 'proxy', badgeLabel: '407', wait: minute },
  'not-json': { reply: () => text('this is no JSON'), ...unexpected },
  'half-json': { reply: () => text('{"data":{"attributes":{"quo'), ...unexpected },
  'endless-body': { reply: endlessBody, ...unexpected },
  'deep-body': { reply: deepBody, ...unexpected },
  captcha: { reply: () => html(200), ...intercepted },
  recaptcha: {
    reply: () => errorResponse('RecaptchaRequiredError', 429),
    kind: 'recaptcha',
    badgeLabel: 'bot',
    wait: minute,
  },
  'empty-object': { reply: () => text('{}'), ...unexpected },
  'null-data': { reply: () => text('{"data":null}'), ...unexpected },
  'wrong-shape': { reply: () => text('{"data":"welcome"}'), ...unexpected },
  'no-content': { reply: () => new Response(null, { status: 204 }), ...unexpected },
  redirect: { reply: redirect, ...intercepted },
  'network-sign-in': { reply: () => html(511), ...intercepted },
  'proxy-403': { reply: () => html(403), ...intercepted },
  'proxy-401': { reply: () => html(401), ...intercepted },
  'undecodable-401': { reply: () => undecodable(401), ...unexpected },
  'detail-401': { reply: () => json({ detail: 'Not authenticated' }, 401), ...refused },
  'detail-403': { reply: () => json({ detail: [{ msg: 'no' }] }, 403), ...refused },
  'unknown-code': { reply: () => errorResponse('TeapotError', 418), ...unexpected },
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof table;
export const faults: Record<FaultName, Fault> = table;
