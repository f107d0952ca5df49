// The switches, the counting, the quotas and the clock.
// @vitest-environment node
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { call } from './call.ts';
import { startVirusTotal } from './server.ts';
import type { Fault, PersonaName, VirusTotal } from './server.ts';

let virusTotal: VirusTotal;
beforeAll(async () => {
  virusTotal = await startVirusTotal();
});
beforeEach(() => virusTotal.reset());
afterAll(() => virusTotal.close());

const get = (path: string, persona: PersonaName = 'member') =>
  call(virusTotal, path, { key: virusTotal.keys[persona] });
const quotas = '/users/member/overall_quotas';

const bodyOf = async (fault: Fault) => {
  virusTotal.clearFaults();
  virusTotal.throw(fault);
  const { status, text, headers } = await get(quotas);
  expect(status).toBe(200);
  return { text, type: headers['content-type'] };
};
const statusOf = async (path: string, persona?: PersonaName) => (await get(path, persona)).status;
const spentByMember = () => {
  const { world } = virusTotal;
  const own = world.account('member').attributes.quotas ?? {};
  return [
    own['api_requests_daily']?.used,
    world.group('acme').attributes.quotas['api_requests_monthly']?.used,
  ];
};

describe('injected faults', () => {
  test.each<[Fault, number, string]>([
    [{ kind: 'error', code: 'WrongCredentialsError' }, 401, 'WrongCredentialsError'],
    [{ kind: 'error', code: 'UserNotActiveError' }, 401, 'UserNotActiveError'],
    [{ kind: 'error', code: 'ForbiddenError' }, 403, 'ForbiddenError'],
    [{ kind: 'error', code: 'NotFoundError' }, 404, 'NotFoundError'],
    [{ kind: 'error', code: 'TransientError' }, 503, 'TransientError'],
    [{ kind: 'error', code: 'DeadlineExceededError' }, 504, 'DeadlineExceededError'],
    [{ kind: 'error', code: 'RecaptchaRequiredError' }, 429, 'RecaptchaRequiredError'],
    [{ kind: 'rate-limit' }, 429, 'TooManyRequestsError'],
    [{ kind: 'rate-limit', code: 'QuotaExceededError' }, 429, 'QuotaExceededError'],
  ])('the fault %o is injected', async (fault, status, code) => {
    virusTotal.throw(fault);
    const answer = await get(quotas);
    expect([answer.status, answer.json()['error']?.['code']]).toStrictEqual([status, code]);
    expect(answer.headers['retry-after']).toBeUndefined();
  });

  test.each([
    ['gzip', { 'content-encoding': 'gzip' }],
    ['br', { 'content-encoding': 'br' }],
  ] as const)('a refusal is declared as %s and is none', async (as, headers) => {
    virusTotal.throw({ kind: 'undecodable', as, status: 429, retryAfter: { seconds: 600 } });
    const answer = await get(quotas);
    expect(answer).toMatchObject({ status: 429, headers: { ...headers, 'retry-after': '600' } });
    expect(answer.text).toMatch(/^\{"error"/u);
  });

  test.each(['cut', 'chunk'] as const)('the body of a refusal ends early (%s)', async (as) => {
    virusTotal.throw({ kind: 'undecodable', as, status: 503 });
    await expect(get(quotas)).rejects.toThrow(/aborted|Parse Error|socket hang up/u);
  });

  test.each([200, 407, 502, 511])('a web page has the status %d', async (status) => {
    virusTotal.throw({ kind: 'web-page', status });
    expect(await get(quotas)).toMatchObject({
      status,
      headers: { 'content-type': 'text/html; charset=utf-8' },
    });
  });

  test('a rate limit has a Retry-After in seconds, as a date, as 0, as text, and on an HTML page', async () => {
    const after = async (fault: Fault) => {
      virusTotal.clearFaults();
      virusTotal.throw(fault);
      return (await get(quotas)).headers['retry-after'];
    };
    expect(await after({ kind: 'rate-limit', retryAfter: { seconds: 90 } })).toBe('90');
    expect(await after({ kind: 'rate-limit', retryAfter: { seconds: 0 } })).toBe('0');
    expect(await after({ kind: 'rate-limit', retryAfter: { text: 'soon' } })).toBe('soon');
    const date = Date.UTC(2026, 10, 21, 12);
    expect(await after({ kind: 'rate-limit', retryAfter: { date } })).toBe('Sat, 21 Nov 2026 12:00:00 GMT');
    expect(await after({ kind: 'rate-limit', as: 'html' })).toBeUndefined();
    const page = await get(quotas);
    expect([page.status, page.headers['content-type']]).toStrictEqual([429, 'text/html; charset=utf-8']);
    expect(page.text).toContain('<title>429</title>');
  });

  test('faults replace the body: captcha, not JSON, half, {}, data null, any, patched', async () => {
    expect((await bodyOf({ kind: 'captcha' })).type).toContain('text/html');
    expect((await bodyOf({ kind: 'not-json' })).text).toBe('this is no JSON');
    const { text } = await bodyOf({ kind: 'half-json' });
    expect(text.startsWith('{"data":{')).toBe(true);
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    expect((await bodyOf({ kind: 'brackets', count: 3 })).text).toBe('[[[');
    expect((await bodyOf({ kind: 'empty-object' })).text).toBe('{}');
    expect((await bodyOf({ kind: 'null-data' })).text).toBe('{"data":null}');
    expect((await bodyOf({ kind: 'json', body: [1] })).text).toBe('[1]');
    expect(JSON.parse((await bodyOf({ kind: 'patch', body: { data: 7 } })).text)).toStrictEqual({ data: 7 });
  });

  test('the faults cut-off, reset and offline break the connection', async () => {
    virusTotal.throw({ kind: 'cut-off' }, { times: 1 });
    await expect(get(quotas)).rejects.toThrow('aborted');
    virusTotal.throw({ kind: 'reset' }, { times: 1 });
    await expect(get(quotas)).rejects.toThrow('hang up');
    expect(virusTotal.requests.map(({ status }) => status)).toStrictEqual([0, 0]);
    await virusTotal.goOffline();
    await expect(get(quotas)).rejects.toThrow('ECONNREFUSED');
    await virusTotal.goOnline();
    expect((await get(quotas)).status).toBe(200);
  });

  test('the fault slow holds a request until it is released', async () => {
    virusTotal.throw({ kind: 'slow' }, { times: 1 });
    const slow = get(quotas);
    await virusTotal.seen({ caller: 'member' });
    expect(virusTotal.held).toBe(1);
    expect((await get(quotas)).status).toBe(200);
    virusTotal.release();
    expect((await slow).status).toBe(200);
  });

  test('faults apply by route, by caller and a number of times, the newest first', async () => {
    virusTotal.throw({ kind: 'error', code: 'TransientError' }, { route: '/users/{id}/overall_quotas' });
    virusTotal.throw({ kind: 'error', code: 'NotFoundError' }, { caller: 'free', times: 1 });
    expect(await statusOf('/users/member')).toBe(200);
    expect(await statusOf(quotas)).toBe(503);
    expect(await statusOf('/users/free', 'free')).toBe(404);
    expect(await statusOf('/users/free', 'free')).toBe(200);
    virusTotal.throw({ kind: 'error', code: 'ForbiddenError' }, { route: /groups/ });
    expect(await statusOf('/users/member/groups')).toBe(403);
    virusTotal.throw(null, { route: '/users/{id}/overall_quotas' });
    expect(await statusOf(quotas)).toBe(200);
  });
});

describe('counted requests', () => {
  test('every request is recorded with its template, caller, response and cost', async () => {
    await get(quotas);
    await get('/users/member?relationships=groups');
    await get('/users/nobody');
    await call(virusTotal, '/groups/acme/users');
    const recorded = virusTotal.requests.map(({ route, caller, status, costsQuota, mayCost }) => [
      route,
      caller,
      status,
      costsQuota,
      mayCost,
    ]);
    expect(recorded).toStrictEqual([
      ['/users/{id}/overall_quotas', 'member', 200, false, false],
      ['/users/{id}', 'member', 200, true, true],
      ['/users/{id}', 'member', 404, true, true],
      ['/groups/{id}/{relationship}', null, 401, false, true],
    ]);
    expect(virusTotal.count({ caller: 'member', costsQuota: true })).toBe(2);
    expect(virusTotal.requests[1]?.path).toBe('/api/v3/users/member?relationships=groups');
  });
  test('a billable request changes the figures of the caller and its group, a free one does not', async () => {
    await get(quotas);
    expect(spentByMember()).toStrictEqual([920, 11_203_417]);
    await get('/users/member');
    expect(spentByMember()).toStrictEqual([921, 11_203_418]);
  });
  test('requests of the page are distinguished from others', async () => {
    await call(virusTotal, '/ui/users/free', { headers: { 'x-page': 'own' } });
    await call(virusTotal, '/ui/users/free');
    expect(virusTotal.uiRequests.map(({ own }) => own)).toStrictEqual([true, false]);
    expect(virusTotal.requests).toHaveLength(0);
    expect((await call(virusTotal, '/gui/user/free')).headers['content-type']).toContain('text/html');
  });
});

describe('limits of the fake VirusTotal', () => {
  test('the fifth billable request of a free key within a minute is refused', async () => {
    const statuses: number[] = [];
    for (const path of ['', '/overall_quotas', '', '', '/api_usage', '', '', '/overall_quotas']) {
      statuses.push((await get(`/users/free${path}`, 'free')).status);
    }
    expect(statuses).toStrictEqual([200, 200, 200, 200, 200, 200, 429, 200]);
    virusTotal.clock.advance(60_000);
    expect((await get('/users/free', 'free')).status).toBe(200);
  });
  test('a used-up day refuses billable requests if configured', async () => {
    expect((await get('/users/overlimit', 'overlimit')).status).toBe(200);
    virusTotal.world.variants.enforce = 'all';
    expect((await get('/users/overlimit', 'overlimit')).json()['error']?.['code']).toBe('QuotaExceededError');
    expect((await get('/users/overlimit/overall_quotas', 'overlimit')).status).toBe(200);
  });
  test('hours, days and months end in UTC', () => {
    virusTotal.clock.set(Date.UTC(2031, 10, 30, 22, 30));
    const ownQuotas = virusTotal.world.account('free').attributes.quotas ?? {};
    const names = ['api_requests_hourly', 'api_requests_daily', 'api_requests_monthly'];
    const spend = () => {
      for (const name of names) Object.assign(ownQuotas[name] ?? {}, { used: 7 });
    };
    const used = () => names.map((name) => ownQuotas[name]?.used);
    spend();
    virusTotal.clock.advance(29 * 60_000);
    expect(used()).toStrictEqual([7, 7, 7]);
    virusTotal.clock.advance(60_000);
    expect(used()).toStrictEqual([0, 7, 7]);
    spend();
    virusTotal.clock.advance(3_600_000);
    expect(used()).toStrictEqual([0, 0, 0]);
  });
});

test('reset restores world, faults, counts and clock', async () => {
  virusTotal.throw({ kind: 'error', code: 'TransientError' });
  virusTotal.world.rotateKey('member');
  virusTotal.clock.advance(86_400_000);
  await get(quotas);
  virusTotal.reset();
  expect(virusTotal.requests).toHaveLength(0);
  expect(Math.abs(virusTotal.clock.now() - Date.now())).toBeLessThan(3_600_000);
  expect(
    (await get('/users/member')).json()['data']?.['attributes']?.['quotas']?.['api_requests_daily']?.['used'],
  ).toBe(920);
});

test('the server closes while a connection has not ended its handshake', async () => {
  const other = await startVirusTotal({ page: false });
  const socket = connect(other.port, '127.0.0.1');
  await once(socket, 'connect');
  // Another connection is answered later than this one is accepted.
  await call(other, '/users/free', { key: other.keys.free });
  await other.close();
  await once(socket, 'close');
  expect(socket.destroyed).toBe(true);
});
