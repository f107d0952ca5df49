// Everything that can go wrong between us and VirusTotal, by id, and what is expected of each. docs/faults.md names the same ids.
import type { FailureKind } from '../../core/errors.ts';
import { html, refusal, type Reply } from '../fake-network.ts';
import { hour, minute, noon, second } from './healthy-account.ts';

export type Fault = {
  reply: Reply;
  kind: FailureKind;
  /** What the badge says of it. */
  sign: string;
  /** Until the next try, after the first failure; milliseconds. */
  wait: number;
};

/** From the first failure to the last second of the hour after it: 1, 2, 4, 8, 16 and 32 minutes, each half a one late. */
const most = { patient: 6, userFixable: 1 };

const isUserFixable = ({ wait, kind }: Fault): boolean =>
  wait >= hour || ['bad-key', 'inactive', 'forbidden', 'not-found'].includes(kind);

/** How often one thing is asked for at most in the hour that begins with the first failure. */
export const maximumRequests = (fault: Fault): number =>
  isUserFixable(fault) ? most.userFixable : most.patient;

const text = (body: BodyInit, status = 200): Response =>
  new Response(body, { status, headers: { 'content-type': 'application/json; charset=utf-8' } });

const limited = (retryAfter?: string): Response =>
  refusal('TooManyRequestsError', 429, retryAfter === undefined ? {} : { 'retry-after': retryAfter });

/** A body that ends in the middle, as `fetch` tells it. */
const cutOff = (): Response =>
  text(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"data":{"attributes":{"quotas":{'));
        controller.error(new TypeError('terminated'));
      },
    }),
  );

const timeout = (): never => {
  throw new DOMException('The operation was aborted due to timeout', 'TimeoutError');
};

/** Headers came, the rest did not come in time. */
const slowBody = (): Response =>
  text(new ReadableStream({ start: (controller) => controller.error(new DOMException('', 'TimeoutError')) }));

const muchMore = new Uint8Array(33 * 1024 * 1024);

/** A body that goes on after all that an answer can hold. */
const endless = (): Response =>
  text(new ReadableStream({ pull: (controller) => controller.enqueue(muchMore) }, { highWaterMark: 0 }));

/** As `redirect: 'manual'` shows one. */
const redirect = (): Response =>
  Object.defineProperties(new Response(null), { status: { value: 0 }, ok: { value: false } });

const unexpected = { kind: 'unexpected', sign: '!', wait: minute } as const;
const unavailable = { kind: 'unavailable', sign: '!', wait: minute } as const;
const offline = { kind: 'offline', sign: 'off', wait: minute } as const;
const rateLimited = { kind: 'rate-limited', sign: '429', wait: minute } as const;

const table = {
  'wrong-key': {
    reply: () => refusal('WrongCredentialsError', 401),
    kind: 'bad-key',
    sign: 'key',
    wait: hour,
  },
  'missing-key': {
    reply: () => refusal('AuthenticationRequiredError', 401),
    kind: 'bad-key',
    sign: 'key',
    wait: hour,
  },
  'inactive-account': {
    reply: () => refusal('UserNotActiveError', 401),
    kind: 'inactive',
    sign: 'idle',
    wait: hour,
  },
  forbidden: { reply: () => refusal('ForbiddenError', 403), kind: 'forbidden', sign: '403', wait: hour },
  'unknown-user': {
    reply: () => refusal('NotFoundError', 404),
    kind: 'not-found',
    sign: '404',
    wait: hour,
  },
  'rate-limit': { reply: () => limited(), ...rateLimited },
  'rate-limit-90-seconds': { reply: () => limited('90'), ...rateLimited, wait: 90 * second },
  'rate-limit-10-minutes': { reply: () => limited('600'), ...rateLimited, wait: 10 * minute },
  'rate-limit-date': {
    reply: () => limited(new Date(noon + 30 * 24 * hour).toUTCString()),
    ...rateLimited,
    wait: 24 * hour,
  },
  'rate-limit-past-date': {
    reply: () => limited(new Date(0).toUTCString()),
    ...rateLimited,
  },
  'rate-limit-zero': { reply: () => limited('0'), ...rateLimited },
  'rate-limit-nonsense': { reply: () => limited('soon'), ...rateLimited },
  'rate-limit-huge': { reply: () => limited('99999999999'), ...rateLimited, wait: 24 * hour },
  'rate-limit-html': { reply: () => html(429), ...rateLimited },
  'rate-limit-html-hour': {
    reply: () => html(429, { 'retry-after': '3600' }),
    ...rateLimited,
    wait: hour,
  },
  'quota-exceeded': {
    reply: () => refusal('QuotaExceededError', 429),
    kind: 'quota-exceeded',
    sign: '429',
    wait: minute,
  },
  'bad-request': { reply: () => refusal('BadRequestError', 400), ...unexpected },
  transient: { reply: () => refusal('TransientError', 503), ...unavailable },
  'transient-10-minutes': {
    reply: () => refusal('TransientError', 503, { 'retry-after': '600' }),
    ...unavailable,
    wait: 10 * minute,
  },
  deadline: { reply: () => refusal('DeadlineExceededError', 504), ...unavailable },
  'bad-gateway': { reply: () => html(502), ...unavailable },
  timeout: { reply: timeout, ...unavailable },
  'body-timeout': { reply: slowBody, ...unavailable },
  'cut-off': { reply: cutOff, ...offline },
  'no-network': {
    reply: () => {
      throw new TypeError('Failed to fetch');
    },
    ...offline,
  },
  'connection-reset': {
    reply: () => {
      throw new TypeError('terminated');
    },
    ...offline,
  },
  'not-json': { reply: () => text('this is no JSON'), ...unexpected },
  'half-json': { reply: () => text('{"data":{"attributes":{"quo'), ...unexpected },
  'endless-body': { reply: endless, ...unexpected },
  captcha: { reply: () => html(200), ...unexpected },
  'empty-object': { reply: () => text('{}'), ...unexpected },
  'null-data': { reply: () => text('{"data":null}'), ...unexpected },
  'wrong-shape': { reply: () => text('{"data":"welcome"}'), ...unexpected },
  'no-content': { reply: () => new Response(null, { status: 204 }), ...unexpected },
  redirect: { reply: redirect, ...unexpected },
  'proxy-403': { reply: () => html(403), ...unexpected },
  'proxy-401': { reply: () => html(401), ...unexpected },
  'unknown-code': { reply: () => refusal('TeapotError', 418), ...unexpected },
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof table;
export const faults: Record<FaultName, Fault> = table;
