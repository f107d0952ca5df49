import { describe, expect, it, vi } from 'vitest';
import { type Client, createClient } from '../../../core/virustotal/client.ts';
import { readRetryAfter, VirusTotalError } from '../../../core/virustotal/api-error.ts';
import { createFakeNetwork, html, json, key, errorResponse, type Reply } from '../../fake-network.ts';

function clientFor(reply: Reply) {
  const { fetch } = createFakeNetwork({}, reply);
  const calls: boolean[] = [];
  const client = createClient({ fetch, key, onCall: async ({ free }) => void calls.push(free) });
  return { client, fetch, calls };
}

/** Returns the failure of a call, by default of loading quotas, with a given response. */
async function failureFrom(
  reply: Reply,
  call: (client: Client) => Promise<unknown> = (client) => client.overallQuotas('x'),
): Promise<VirusTotalError> {
  const error: unknown = await call(clientFor(reply).client).catch((reason: unknown) => reason);
  if (error instanceof VirusTotalError) return error;
  throw new Error(`not a VirusTotalError: ${String(error)}`);
}

describe('a call of the client', () => {
  it('the client sends the key in a header, and no cookies or referrer', async () => {
    const { client, fetch } = clientFor(() => json({ data: {} }));
    await client.overallQuotas('a/b?c');
    const [address, options] = fetch.mock.calls[0] ?? [];
    expect(address).toBe('https://www.virustotal.com/api/v3/users/a%2Fb%3Fc/overall_quotas');
    expect(options).toMatchObject({
      headers: { 'x-apikey': key },
      credentials: 'omit',
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    });
  });

  it('the client reports a billable call before it is made', async () => {
    const user = { data: { type: 'user', id: 'x' } };
    const { client, calls, fetch } = clientFor(() => json(user));
    await client.user('x');
    expect(calls).toEqual([false]);
    await client.overallQuotas('x').catch(() => undefined);
    expect(calls).toEqual([false, true]);
    expect(fetch.mock.calls[0]?.[0]).toContain(
      '?relationships=groups,api_quota_group,intelligence_quota_group',
    );
  });

  it('the client loads the groups of a service account from its own collection', async () => {
    const { client, fetch } = clientFor(() => json({ data: [] }));
    await client.groups('acme_enrich', 'service_account');
    expect(fetch.mock.calls[0]?.[0]).toContain('/service_accounts/acme_enrich/groups?limit=40');
  });
});

describe('a failure of the client', () => {
  it.each([
    ['WrongCredentialsError', 401, 'bad-key'],
    ['AuthenticationRequiredError', 401, 'bad-key'],
    ['UserNotActiveError', 401, 'inactive'],
    ['ForbiddenError', 403, 'forbidden'],
    ['NotFoundError', 404, 'not-found'],
    ['QuotaExceededError', 429, 'quota-exceeded'],
    ['TooManyRequestsError', 429, 'rate-limited'],
    ['TransientError', 503, 'unavailable'],
    ['DeadlineExceededError', 504, 'unavailable'],
    ['BadRequestError', 400, 'unexpected'],
    ['RecaptchaRequiredError', 429, 'recaptcha'],
    ['RecaptchaRequiredError', 401, 'recaptcha'],
    ['TransientError', 502, 'unavailable'],
    ['NeverHeardOfError', 502, 'unavailable'],
    ['__proto__', 418, 'unexpected'],
  ])('the client turns %s into the failure %s', async (code, status, kind) => {
    expect(await failureFrom(() => errorResponse(code, status))).toMatchObject({ kind });
  });

  it.each([
    ['an HTML 429', () => html(429), 'rate-limited'],
    ['an HTML 401 from a proxy', () => html(401), 'intercepted'],
    ['an HTML 503', () => html(503), 'unavailable'],
    ['an HTML 502 from a gateway', () => html(502), 'gateway'],
    ['an HTML 504 from a gateway', () => html(504), 'gateway'],
    ['an empty 502', () => new Response(null, { status: 502 }), 'gateway'],
    ['a sign-in of a proxy', () => html(407), 'proxy'],
    ['a sign-in of a network', () => html(511), 'intercepted'],
    ['an HTML page with status 200', () => html(200), 'intercepted'],
    [
      'an XHTML page',
      () => new Response('<html/>', { headers: { 'content-type': 'application/xhtml+xml' } }),
      'intercepted',
    ],
    ['a detail instead of an error', () => json({ detail: 'Not authenticated' }, 401), 'refused'],
    ['a list of details', () => json({ detail: [{ msg: 'no' }] }, 422), 'refused'],
    ['a problem report', () => json({ title: 'Forbidden', status: 403 }, 403), 'refused'],
    ['an error that is a text', () => json({ error: 'invalid key' }, 403), 'refused'],
    ['a detail with status 429', () => json({ detail: 'Too many requests' }, 429), 'rate-limited'],
    ['a detail with status 503', () => json({ detail: 'Maintenance' }, 503), 'unavailable'],
    [
      'truncated JSON',
      () => new Response('{"data', { headers: { 'content-type': 'application/json' } }),
      'unexpected',
    ],
    ['an empty object', () => json({}), 'unexpected'],
    ['null data', () => json({ data: null }), 'unexpected'],
    ['a redirect', () => new Response(null, { status: 302 }), 'intercepted'],
    ['no connection', () => Promise.reject(new TypeError('Failed to fetch')), 'unreachable'],
    ['a timeout', () => Promise.reject(new DOMException('', 'TimeoutError')), 'unavailable'],
  ])('the client turns %s into a failure', async (_, reply, kind) => {
    expect(await failureFrom(reply)).toMatchObject({ kind });
  });

  it.each<[string, string, (client: Client) => Promise<unknown>, number]>([
    ['endless quotas', 'application/json', (client) => client.overallQuotas('x'), 3],
    ['an endless user', 'application/json', (client) => client.user('x'), 3],
    ['endless groups', 'application/json', (client) => client.groups('x', 'user'), 3],
    ['an endless list', 'application/json', (client) => client.page({ list: 'comments', owner: 'x' }), 10],
    ['an endless page', 'text/html', (client) => client.user('x'), 1],
  ])('[S-server-memory] the client stops reading %s and aborts the rest', async (_, type, call, most) => {
    const megabyte = new TextEncoder().encode(' '.repeat(1024 * 1024));
    let given = 0;
    const cancel = vi.fn<() => void>();
    const pull = (controller: ReadableStreamDefaultController): void => {
      if (++given > 500) controller.close();
      else controller.enqueue(megabyte);
    };
    const endless = () =>
      new Response(new ReadableStream({ pull, cancel }), { headers: { 'content-type': type } });
    const kind = type === 'text/html' ? 'intercepted' : 'unexpected';
    expect(await failureFrom(endless, call)).toMatchObject({ kind });
    expect(cancel).toHaveBeenCalledOnce();
    expect(given).toBeLessThanOrEqual(most);
  });

  it('the client accepts a large response in many chunks and alphabets', async () => {
    const text = 'ß漢🙂'.repeat(300);
    const comments = Array.from({ length: 40 }, (_, id) => ({
      type: 'comment',
      id: `u-spellman-${id}`,
      attributes: { text, date: 1, html: 'x'.repeat(165_000) },
    }));
    const bytes = new TextEncoder().encode(JSON.stringify({ data: comments }));
    expect(bytes.length).toBeGreaterThan(6 * 1024 * 1024);
    const pieces = new ReadableStream({
      start(controller) {
        // The chunks split multi-byte characters.
        for (let at = 0; at < bytes.length; at += 1001) controller.enqueue(bytes.slice(at, at + 1001));
        controller.close();
      },
    });
    const reply = () => new Response(pieces, { headers: { 'content-type': 'application/json' } });
    const page = await clientFor(reply).client.page<'comments'>({ list: 'comments', owner: 'spellman' });
    expect(page.items.map((comment) => comment.text)).toEqual(comments.map(() => text));
  });

  it('a failure of the client contains neither the key nor the response', async () => {
    const failure = await failureFrom(() => errorResponse('ForbiddenError', 403));
    expect(`${failure.message}${failure.stack}`).not.toContain(key);
  });

  it('a failure of the client contains the wait that VirusTotal requests', async () => {
    expect(await failureFrom(() => html(429, { 'retry-after': '7' }))).toMatchObject({ retryAfter: 7000 });
    expect(await failureFrom(() => html(429))).toMatchObject({ retryAfter: undefined });
  });
});

describe('Retry-After', () => {
  const now = Date.UTC(2026, 10, 21, 12);
  it.each([
    [null, undefined],
    ['', undefined],
    ['0', undefined],
    ['soon', undefined],
    ['-5', undefined],
    ['120', 120_000],
    ['99999999', 86_400_000],
    ['Sat, 21 Nov 2026 12:01:00 GMT', 60_000],
    ['Sat, 21 Nov 2026 11:00:00 GMT', undefined],
  ])('Retry-After %j is a wait of %s ms', (header, wait) => {
    expect(readRetryAfter(header, now)).toBe(wait);
  });
});

const broken = (status: number, error: unknown, headers: Record<string, string> = {}): Response => {
  const body = new ReadableStream({
    pull: (controller) => controller.error(error),
  });
  return new Response(body, { status, headers: { 'content-type': 'application/json', ...headers } });
};

describe('a refusal whose body cannot be read', () => {
  const decoding = new TypeError('Failed to fetch');
  const timeout = new DOMException('', 'TimeoutError');

  it.each([
    [429, decoding, 'rate-limited'],
    [429, timeout, 'rate-limited'],
    [503, decoding, 'unavailable'],
    [502, timeout, 'gateway'],
    [401, decoding, 'unexpected'],
    [404, decoding, 'unexpected'],
  ])('a %d keeps its status and its wait after %s', async (status, error, kind) => {
    expect(await failureFrom(() => broken(status, error, { 'retry-after': '90' }))).toMatchObject({
      kind,
      status,
      retryAfter: 90_000,
    });
  });

  it.each([200, 201])('a %d whose body breaks off is a failure of the connection', async (status) => {
    expect(await failureFrom(() => broken(status, decoding))).toMatchObject({ kind: 'interrupted' });
  });
});

const disconnected = () => Promise.reject(new TypeError('NetworkError when attempting to fetch resource.'));

describe('a request without a response', () => {
  it.each([
    [false, 'offline'],
    [true, 'unreachable'],
  ])('a request without a response has its own kind if the browser is online: %s', async (onLine, kind) => {
    vi.stubGlobal('navigator', { onLine });
    expect(await failureFrom(disconnected)).toMatchObject({ kind });
    vi.unstubAllGlobals();
  });

  it('the client reports the failure of a call before it is thrown', async () => {
    const onFailure = vi.fn<() => Promise<void>>().mockResolvedValue();
    const { fetch } = createFakeNetwork({}, disconnected);
    const client = createClient({ fetch, key, onFailure });
    await expect(client.overallQuotas('x')).rejects.toThrow('unreachable');
    expect(onFailure).toHaveBeenCalledExactlyOnceWith({ free: true }, 'unreachable');
  });

  it('the client reports the failure of an answer that is returned as it came', async () => {
    const onFailure = vi.fn<() => Promise<void>>().mockResolvedValue();
    const { fetch, replies } = createFakeNetwork({ '/users/x': () => html(407) }, disconnected);
    const client = createClient({ fetch, key, onFailure });
    expect(await client.answer('/users/x', false)).toMatchObject({ response: { status: 407 } });
    expect(onFailure).toHaveBeenLastCalledWith({ free: false }, 'proxy');
    await expect(client.answer('/users/y', false)).rejects.toThrow('unreachable');
    expect(onFailure).toHaveBeenLastCalledWith({ free: false }, 'unreachable');
    replies['/users/x'] = () => json({ data: {} });
    await client.answer('/users/x', false);
    expect(onFailure).toHaveBeenCalledTimes(2);
  });
});
