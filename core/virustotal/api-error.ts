// The failures of VirusTotal's API as a small closed set, and how a response becomes one of them.
import { record, readFields, text } from './decode.ts';
import { day, second } from '../common/time-units.ts';

export const apiErrorKinds = [
  'bad-key',
  'inactive',
  'forbidden',
  'not-found',
  'rate-limited',
  'quota-exceeded',
  'offline',
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
  ['QuotaExceededError', 'quota-exceeded'],
  ['TooManyRequestsError', 'rate-limited'],
  ['TransientError', 'unavailable'],
  ['DeadlineExceededError', 'unavailable'],
]);

/**
 * The kind of a failed response. The error code in VirusTotal's envelope decides. Without one (an edge server's HTML page, a
 * proxy's own 401 or 403) only statuses with the same meaning everywhere count, so that a proxy cannot make a key look invalid.
 */
export function failureKindOf(status: number, body: unknown): ApiErrorKind {
  const kind = kindOfCode.get(codeOf(body) ?? '');
  if (kind) return kind;
  if (status === 429) return 'rate-limited';
  return status >= 500 ? 'unavailable' : 'unexpected';
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
