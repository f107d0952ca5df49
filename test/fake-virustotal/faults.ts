// The faults that can be injected into all requests or some, permanently or a number of times.
import type { Socket } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { envelope, statusOf } from './errors.ts';
import type { ErrorCode } from './errors.ts';
import type { Recorded } from './types.ts';

export type RetryAfter = { seconds: number } | { date: number } | { text: string };

export type Fault =
  /** an envelope of the error table with its own status: WrongCredentialsError 401, ForbiddenError 403, ... */
  | { kind: 'error'; code: ErrorCode; message?: string; retryAfter?: RetryAfter }
  /** 429; `as: 'html'` is the response of VirusTotal's edge */
  | {
      kind: 'rate-limit';
      code?: 'QuotaExceededError' | 'TooManyRequestsError';
      retryAfter?: RetryAfter;
      as?: 'json' | 'html';
    }
  /** held for `ms`, or until `release()` without it; then answered normally */
  | { kind: 'slow'; ms?: number }
  /** any status; the body is declared as compressed and is not, ends early, or has a broken chunk */
  | { kind: 'undecodable'; as: 'gzip' | 'br' | 'cut' | 'chunk'; status?: number; retryAfter?: RetryAfter }
  /** an HTML page with any status, as proxies and networks send it */
  | { kind: 'web-page'; status: number }
  /** the headers announce more bytes than are sent; then the connection is closed */
  | { kind: 'cut-off' }
  /** 200 with text that is not JSON */
  | { kind: 'not-json' }
  /** 200 text/html, a captcha page */
  | { kind: 'captcha' }
  /** 200 with a complete body that is half a JSON document */
  | { kind: 'half-json' }
  /** 200 with as many opening brackets, which exhaust the stack of a parser */
  | { kind: 'brackets'; count: number }
  | { kind: 'empty-object' }
  | { kind: 'null-data' }
  /** any JSON body, for hostile input */
  | { kind: 'json'; body: unknown; status?: number }
  /** a normal response whose top-level members are replaced by these */
  | { kind: 'patch'; body: Record<string, unknown> }
  /** the connection is reset when the request arrives */
  | { kind: 'reset' };

export type FaultMatch = {
  /**
   * a template (`/users/{id}`), an exact path without query (`/api/v3/users/member`), or a pattern on either or the
   * query
   */
  route?: string | RegExp;
  /** account id of the caller */
  caller?: string;
  /** how often; permanently if omitted */
  times?: number;
};

type Rule = { fault: Fault; match: FaultMatch; left: number };

export type Faults = ReturnType<typeof createFaults>;

export function createFaults() {
  let rules: Rule[] = [];
  let held: (() => void)[] = [];
  const release = () => {
    const waiting = held;
    held = [];
    for (const resume of waiting) resume();
  };
  return {
    throw(fault: Fault | null, match: FaultMatch = {}) {
      if (fault) rules.push({ fault, match, left: match.times ?? Infinity });
      else
        rules = rules.filter(
          (rule) => rule.match.route !== match.route || rule.match.caller !== match.caller,
        );
    },
    clear() {
      rules = [];
      release();
    },
    release,
    /** requests that wait for `release()` */
    get held() {
      return held.length;
    },
    /** Finds the newest matching rule, and counts one use. */
    take(record: Recorded): Fault | null {
      const rule = rules.findLast(({ match, left }) => left > 0 && fits(record, match));
      if (rule) rule.left -= 1;
      return rule?.fault ?? null;
    },
    hold(ms: number | undefined): Promise<void> {
      return new Promise((resolve) => {
        if (ms === undefined) held.push(resolve);
        else setTimeout(resolve, ms).unref();
      });
    },
  };
}

function fits({ path, route, caller }: Recorded, match: FaultMatch): boolean {
  if (match.caller !== undefined && match.caller !== caller) return false;
  if (match.route === undefined) return true;
  if (typeof match.route === 'string') return match.route === route || match.route === path.split('?')[0];
  return match.route.test(route) || match.route.test(path);
}

function headerOf(retryAfter: RetryAfter | undefined): Record<string, string> {
  if (!retryAfter) return {};
  if ('seconds' in retryAfter) return { 'retry-after': String(retryAfter.seconds) };
  return { 'retry-after': 'date' in retryAfter ? new Date(retryAfter.date).toUTCString() : retryAfter.text };
}

const html = (title: string, body: string) =>
  `<!doctype html><html><head><title>${title}</title></head><body>${body}</body></html>`;

const page = (text: string, status: number, headers = {}) =>
  new Response(text, { status, headers: { 'content-type': 'text/html; charset=utf-8', ...headers } });

const text = (body: string) =>
  new Response(body, { headers: { 'content-type': 'application/json; charset=utf-8' } });

const undecodableHeaders = {
  gzip: { 'content-encoding': 'gzip' },
  br: { 'content-encoding': 'br' },
  cut: { 'content-length': 4096 },
  chunk: { 'transfer-encoding': 'chunked' },
};

/** Bytes are written past the server's own chunks, so that one of them can be broken. */
function sendUndecodable(
  { as, status = 200, retryAfter }: Extract<Fault, { kind: 'undecodable' }>,
  outgoing: HttpBindings['outgoing'],
  socket: Socket,
): Response {
  const headers = { 'content-type': 'application/json', ...undecodableHeaders[as], ...headerOf(retryAfter) };
  outgoing.writeHead(status, headers);
  outgoing.flushHeaders();
  const body = '{"error":{"code":"QuotaExceededError"';
  if (as === 'gzip' || as === 'br') outgoing.end(body);
  else socket.write(as === 'chunk' ? `zz\r\n${body}\r\n` : body, () => socket.end());
  return RESPONSE_ALREADY_SENT;
}

/** @param createResponse the response without the fault */
export async function applyFault(
  fault: Fault,
  { outgoing, incoming }: HttpBindings,
  faults: Faults,
  createResponse: () => Promise<Response>,
): Promise<Response> {
  switch (fault.kind) {
    case 'error': {
      const headers = headerOf(fault.retryAfter);
      return Response.json(envelope(fault.code, fault.message), { status: statusOf(fault.code), headers });
    }
    case 'rate-limit': {
      const headers = headerOf(fault.retryAfter);
      if (fault.as === 'html') return page(html('429', '429 Too Many Requests'), 429, headers);
      return Response.json(envelope(fault.code ?? 'TooManyRequestsError'), { status: 429, headers });
    }
    case 'slow':
      await faults.hold(fault.ms);
      return createResponse();
    case 'undecodable':
      return sendUndecodable(fault, outgoing, incoming.socket);
    case 'web-page':
      return page(html(String(fault.status), 'Sign in to use this network'), fault.status);
    case 'cut-off':
      outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': 4096 });
      outgoing.write('{"data":{"attributes":{"quotas":{', () => incoming.socket.destroy());
      return RESPONSE_ALREADY_SENT;
    case 'reset':
      incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    case 'not-json':
      return text('this is no JSON');
    case 'captcha':
      return page(html('Are you a robot?', '<form id="captcha"><div class="g-recaptcha"></div></form>'), 200);
    case 'half-json': {
      const whole = await (await createResponse()).text();
      return text(whole.slice(0, Math.floor(whole.length / 2)));
    }
    case 'brackets':
      return text('['.repeat(fault.count));
    case 'empty-object':
      return Response.json({});
    case 'null-data':
      return Response.json({ data: null });
    case 'json':
      return Response.json(fault.body, { status: fault.status ?? 200 });
    case 'patch': {
      const answer = (await (await createResponse()).json()) as Record<string, unknown>;
      return Response.json({ ...answer, ...fault.body });
    }
  }
}
