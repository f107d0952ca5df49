// The failures of VirusTotal's API as a small closed set, and how a response becomes one of them.
import { record, readFields, text } from './decode.ts';
import { day, second } from '../common/time-units.ts';

export const apiErrorKinds = [
  'bad-key',
  'inactive',
  'forbidden',
  'not-found',
  // A refusal in JSON that is not VirusTotal's documented form.
  'refused',
  'recaptcha',
  'rate-limited',
  'quota-exceeded',
  // The browser has no network.
  'offline',
  // There is no connection yet after the computer slept or the browser was closed.
  'waking',
  // No connection could be made. Browsers do not say whether name resolution, a certificate or a firewall is the cause.
  'unreachable',
  // A proxy requires a sign-in.
  'proxy',
  // A gateway or proxy got no answer from VirusTotal.
  'gateway',
  // A web page or a redirect came instead of the API's response: a network's sign-in page, a block page, a captcha.
  'intercepted',
  // The response broke off or could not be decoded.
  'interrupted',
  'unavailable',
  'unexpected',
] as const;

export type ApiErrorKind = (typeof apiErrorKinds)[number];

/** A failed call. `retryAfter`: milliseconds to wait, absent where VirusTotal named none; `status`: the HTTP status. */
export class VirusTotalError extends Error {
  override readonly name = 'VirusTotalError';
  readonly kind: ApiErrorKind;
  readonly retryAfter: number | undefined;
  readonly status: number | undefined;

  // The message is the kind alone: responses and URLs may hold secrets, and errors end up in consoles.
  constructor(kind: ApiErrorKind, retryAfter?: number, status?: number) {
    super(kind);
    this.kind = kind;
    this.retryAfter = retryAfter;
    this.status = status;
  }
}

const kindOfCode = new Map<string, ApiErrorKind>([
  ['AuthenticationRequiredError', 'bad-key'],
  ['WrongCredentialsError', 'bad-key'],
  ['UserNotActiveError', 'inactive'],
  ['ForbiddenError', 'forbidden'],
  ['NotFoundError', 'not-found'],
  ['RecaptchaRequiredError', 'recaptcha'],
  ['QuotaExceededError', 'quota-exceeded'],
  ['TooManyRequestsError', 'rate-limited'],
  ['TransientError', 'unavailable'],
  ['DeadlineExceededError', 'unavailable'],
]);

const kindOfStatus = new Map<number, ApiErrorKind>([
  // A redirect, which is not followed.
  [0, 'intercepted'],
  [407, 'proxy'],
  [429, 'rate-limited'],
  [502, 'gateway'],
  [504, 'gateway'],
  // "Network Authentication Required" (RFC 6585): a network's sign-in page.
  [511, 'intercepted'],
]);

/**
 * The kind of a failed response. The error code in VirusTotal's envelope decides. Without one (an edge server's HTML page, a
 * proxy's own 401 or 403) only statuses with the same meaning everywhere count, so that a proxy cannot make a key look invalid.
 * @param body JSON; undefined for anything else
 */
export function failureKindOf(
  { status, ok, headers }: Pick<Response, 'status' | 'ok' | 'headers'>,
  body: unknown,
): ApiErrorKind {
  const code = codeOf(body);
  if (code !== undefined) return kindOfCode.get(code) ?? (status >= 500 ? 'unavailable' : 'unexpected');
  const kind = kindOfStatus.get(status);
  if (kind) return kind;
  if (status >= 500) return 'unavailable';
  if (headers.get('content-type')?.includes('html')) return 'intercepted';
  if (status >= 300 && status < 400) return 'intercepted';
  return ok || record(body) === undefined ? 'unexpected' : 'refused';
}

function codeOf(body: unknown): string | undefined {
  const { error } = readFields(body, { error: record }, []);
  return readFields(error, { code: text }, []).code;
}

/**
 * Parses a `Retry-After` header: seconds or an HTTP date (RFC 9110, 10.2.3), at most a day. VirusTotal does not document the
 * header, so absent, past and invalid values result in undefined and the caller's own backoff applies.
 * @param now milliseconds since the epoch
 * @returns milliseconds to wait, whole seconds
 */
export function readRetryAfter(header: string | null, now: number): number | undefined {
  if (!header) return undefined;
  const wait = /^\s*\d+\s*$/.test(header) ? Number(header) * second : Date.parse(header) - now;
  return wait > 0 ? Math.min(Math.ceil(wait / second) * second, day) : undefined;
}
