// Every list, read from the fake VirusTotal's answers.
// @vitest-environment node
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  isListName,
  type ListAddress,
  type ListName,
  listRequest,
} from '../../../core/virustotal/endpoints.ts';
import { startVirusTotal, type PersonaName, type VirusTotal } from '../../fake-virustotal/server.ts';
import { createFakeClient } from './fake-client.ts';

let virusTotal: VirusTotal;
beforeAll(async () => {
  virusTotal = await startVirusTotal({ page: false });
});
afterEach(() => virusTotal.reset());
afterAll(() => virusTotal.close());

const read = <L extends ListName>(persona: PersonaName, address: ListAddress<L>, cursor?: string) =>
  createFakeClient(virusTotal, persona).client.page(address, cursor);
const first = async <L extends ListName>(persona: PersonaName, address: ListAddress<L>) => {
  const { items, unreadable } = await read(persona, address);
  expect(unreadable).toBe(0);
  const [item] = items;
  if (!item) throw new Error(`${address.list} is empty`);
  return item;
};

const ownPath = (list: ListName) =>
  listRequest({ list, owner: 'a b', serviceAccount: true }, undefined, 0).path;

describe('endpoints of a user', () => {
  it('comments are decoded with their target', async () => {
    const { items, total, cursor } = await read('hunter', { list: 'comments', owner: 'hunter' });
    expect([items.length, total, typeof cursor]).toEqual([40, 1312, 'string']);
    expect(new Set(items.map(({ on }) => on?.kind))).toEqual(
      new Set(['file', 'domain', 'ip', 'url', 'graph']),
    );
    for (const { id, on, date, text, tags, votes, invalidFields } of items) {
      expect(id).toContain(on?.id);
      expect(invalidFields).toEqual([]);
      expect([typeof date, typeof text, Array.isArray(tags), typeof votes?.positive]).toEqual([
        'number',
        'string',
        true,
        'number',
      ]);
    }
    const domains = items.flatMap(({ on }) => (on?.kind === 'domain' ? [on.id] : []));
    expect(domains.some((id) => /^[a-z]+(-[a-z]+)?\.[a-z.-]+$/u.test(id))).toBe(true);
    expect(items.some(({ text }) => text?.includes('\n'))).toBe(true);
  });

  it('mentions are decoded with their author', async () => {
    const { text } = await first('outsider', { list: 'mentions', owner: 'member' });
    expect(text).toMatch(/^@member /u);
  });

  it('graphs are decoded with their size', async () => {
    const { id, about, created, modified, ...rest } = await first('hunter', {
      list: 'graphs',
      owner: 'hunter',
    });
    expect(id).toMatch(/^g[0-9a-f]{64}$/u);
    expect(about?.description).toMatch(/^Investigation /u);
    expect(modified).toBeGreaterThanOrEqual(created ?? Infinity);
    expect(rest).toMatchObject({ nodes: 3, links: 2, invalidFields: [] });
    expect([typeof rest.isPrivate, typeof rest.views, typeof rest.comments]).toEqual([
      'boolean',
      'number',
      'number',
    ]);
  });

  it('rulesets are decoded with counts and limits, without rules and e-mail addresses', async () => {
    const { items } = await read('hunter', { list: 'rulesets', owner: 'hunter' });
    for (const { ruleCount, ruleNames, limit, invalidFields } of items) {
      expect(ruleNames).toHaveLength(ruleCount ?? -1);
      expect([100, 500, 1000]).toContain(limit);
      expect(invalidFields).toEqual([]);
    }
    expect(items.find(({ slowed }) => slowed)).toMatchObject({ slowedTo: 0.25 });
    expect(items.find(({ endsAt }) => endsAt)).toMatchObject({ endsWhy: 'abandoned' });
    expect(JSON.stringify(items)).not.toMatch(/condition:|hunting@example/u);
  });

  it('notifications are decoded with the matched file and the ruleset', async () => {
    const owner = 'hunter';
    const { items, total } = await read('hunter', { list: 'notifications', owner });
    const files = await read('hunter', { list: 'notificationFiles', owner });
    expect([total, files.total]).toEqual([5000, 5000]);
    for (const [
      index,
      { id, date, rule, file, rulesetId, snippet, country, invalidFields },
    ] of items.entries()) {
      const match = files.items[index];
      expect(match).toMatchObject({
        id: file,
        notificationId: id,
        date,
        rule,
        rulesetId,
        snippet,
        invalidFields: [],
      });
      expect(match?.country).toBe(country);
      expect(snippet).toContain('\n*begin_highlight*');
      expect(invalidFields).toEqual([]);
    }
    expect(files.items[0]).toMatchObject({
      description: 'Win32 EXE',
      verdicts: { suspicious: 0, harmless: 0 },
    });
    expect(files.items[0]?.name).toMatch(/\.exe$/u);
    expect(items.map(({ inSubfile }) => inSubfile)).toContain(true);
  });

  it('retrohunt jobs are decoded with their progress', async () => {
    const { items, total } = await read('hunter', { list: 'retrohuntJobs', owner: 'hunter' });
    expect(total).toBe(38);
    expect(items[0]).toMatchObject({
      status: 'running',
      progress: 42.5,
      eta: 5_400_000,
      corpus: 'main',
      invalidFields: [],
    });
    expect(items[2]).toMatchObject({ status: 'finished', progress: 100 });
    const { finished = 0, started = Infinity, range } = items[2] ?? {};
    expect(finished).toBeGreaterThan(started);
    expect(range?.to).toBeGreaterThan(range?.from ?? Infinity);
    const ruleset = await first('hunter', { list: 'rulesets', owner: 'hunter' });
    expect(items[0]?.ruleNames).toEqual(ruleset.ruleNames);
    expect(JSON.stringify(items)).not.toContain('@example.com');
  });

  it('groups and managed groups are decoded', async () => {
    const groups = await read('joiner', { list: 'groups', owner: 'joiner' });
    const managed = await read('joiner', { list: 'groupsManaged', owner: 'joiner' });
    expect([groups.total, groups.items.length, managed.items.length]).toEqual([120, 40, 3]);
    expect(managed).not.toHaveProperty('cursor');
  });

  it('the quota groups of a user are decoded', async () => {
    expect(await first('member', { list: 'apiQuotaGroup', owner: 'member' })).toMatchObject({ id: 'acme' });
    expect(await first('member', { list: 'intelligenceQuotaGroup', owner: 'member' })).toMatchObject({
      id: 'acme',
    });
  });

  it.each(['null', 'not-found'] as const)('a missing quota group is decoded (%s)', async (variant) => {
    virusTotal.world.variants.noRelatedObject = variant;
    const emptyPage = { items: [], unreadable: 0 };
    expect(await read('free', { list: 'apiQuotaGroup', owner: 'free' })).toEqual(emptyPage);
  });

  it.each([
    'rulesets',
    'notifications',
    'notificationFiles',
    'retrohuntJobs',
    'groups',
    'groupsManaged',
  ] as const)('the list %s is forbidden for other users', async (list) => {
    await expect(read('outsider', { list, owner: 'hunter' })).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

describe('endpoints of a group', () => {
  it('a group is decoded without token and signatory', async () => {
    const { client, calls } = createFakeClient(virusTotal, 'admin');
    const { items } = await client.page({ list: 'group', owner: 'acme' });
    expect(items[0]).toMatchObject({
      id: 'acme',
      role: 'admin',
      country: 'Ireland',
      domain: 'acme.example',
      autoAddUsers: ['*@acme.example'],
      quotaUsageByUser: [],
      invalidFields: [],
    });
    expect(items[0]?.agreementSigned).toBeGreaterThan(1.6e12);
    expect(JSON.stringify(items)).not.toMatch(/token|signatory|Example Street/iu);
    expect(calls).toEqual([false]);
  });

  it('the members of a group are decoded with roles and caps for administrators', async () => {
    const members = await read('admin', { list: 'members', owner: 'acme' });
    const admin = members.items.find(({ id }) => id === 'admin');
    expect(admin).toMatchObject({ roles: ['USER_ROLE_GROUP_ADMIN'], email: expect.any(String) });
    expect(members.items.find(({ id }) => id === 'member')).toMatchObject({ dailyLimit: 1000 });
    const asMember = await read('member', { list: 'members', owner: 'acme' });
    expect(asMember.items.find(({ id }) => id === 'admin')).not.toHaveProperty('roles');
    expect(asMember.items.find(({ id }) => id === 'admin')).not.toHaveProperty('email');
    expect(JSON.stringify(members)).not.toMatch(/apikey|privileges|quotas/u);
  });

  it('the members of a group without 2FA are decoded for administrators', async () => {
    const { items } = await read('admin', { list: 'membersWithout2fa', owner: 'acme' });
    expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining(['no2fa', 'j_park', 'oduya']));
    expect(items.map(({ id }) => id)).not.toContain('amara');
    const request = read('member', { list: 'membersWithout2fa', owner: 'acme' });
    await expect(request).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('the administrators and service accounts of a group are decoded without their keys', async () => {
    const administrators = await read('member', { list: 'administrators', owner: 'acme' });
    expect(administrators.items.map(({ id }) => id)).toEqual(['admin', 'tomasz.k']);
    const accounts = await read('admin', { list: 'serviceAccounts', owner: 'acme' });
    expect(accounts.items).toMatchObject([
      { id: 'acme_enrich', kind: 'service_account', roles: ['USER_ROLE_FILE_DOWNLOADS'] },
      { id: 'acme_soar', kind: 'service_account', dailyLimit: 20_000 },
    ]);
    expect(JSON.stringify(accounts)).not.toContain(virusTotal.world.account('acme_enrich').key);
  });

  it('the users consuming a quota are decoded, most first, with 2FA', async () => {
    const { items } = await read('admin', { list: 'consumers', owner: 'acme', detail: 'api_requests_daily' });
    const consumed = items.map((member) => member.consumed ?? -1);
    expect(consumed[0]).toBeGreaterThan(0);
    expect(consumed).toEqual(consumed.toSorted((a, b) => b - a));
    expect(items.find(({ id }) => id === 'j_park')?.has2fa).toBe(false);
  });

  it("today's consumers are requested by date, because VirusTotal counts the month by default", async () => {
    const [today, month] = await Promise.all(
      ['api_requests_daily', 'api_requests_monthly'].map((detail) =>
        read('admin', { list: 'consumers', owner: 'acme', detail }),
      ),
    );
    expect([today?.items[0]?.consumed, month?.items[0]?.consumed]).toEqual([48_230, 901_337]);
    const at = Date.UTC(2026, 10, 21, 23, 59);
    const periodOf = (detail: string) =>
      new URL(
        `https://x.example${listRequest({ list: 'consumers', owner: 'acme', detail }, undefined, at).path}`,
      ).searchParams.get('period');
    expect(periodOf('api_requests_daily')).toBe('2026-11-21');
    expect(periodOf('intelligence_searches_monthly')).toBeNull();
  });

  it('ten thousand members arrive in pages of forty', async () => {
    const start = await read('crowd-admin', { list: 'members', owner: 'crowd' });
    const next = await read('crowd-admin', { list: 'members', owner: 'crowd' }, start.cursor);
    expect([start.total, start.items.length, next.items[0]?.id]).toEqual([10_000, 40, 'crowd-00040']);
    virusTotal.world.expireCursors();
    const lost = read('crowd-admin', { list: 'members', owner: 'crowd' }, next.cursor);
    await expect(lost).rejects.toMatchObject({ status: 400 });
  });
});

describe('endpoints of a service account', () => {
  it('a service account and its groups are decoded for administrators', async () => {
    const account = await first('admin', { list: 'serviceAccount', owner: 'acme_enrich' });
    expect(account).toMatchObject({ id: 'acme_enrich', kind: 'service_account', invalidFields: [] });
    expect(JSON.stringify(account)).not.toContain(virusTotal.world.account('acme_enrich').key);
    expect(await first('admin', { list: 'serviceAccountGroups', owner: 'acme_enrich' })).toMatchObject({
      id: 'acme',
    });
    const own = read('acme_enrich', { list: 'serviceAccountGroups', owner: 'acme_enrich' });
    await expect(own).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it("a service account's lists use its own collection, and the lists that only users have use theirs", () => {
    expect(ownPath('comments')).toBe('/service_accounts/a%20b/comments?limit=40');
    expect(ownPath('apiQuotaGroup')).toBe('/service_accounts/a%20b/api_quota_group');
    expect(ownPath('graphs')).toBe('/users/a%20b/graphs?limit=40');
  });
});

describe('usage endpoints', () => {
  it.each(['full', 'bare', 'unwrapped'] as const)(
    'sixty days of usage take two free calls (%s)',
    async (variant) => {
      virusTotal.world.variants.apiUsage = variant;
      const { client, calls } = createFakeClient(virusTotal, 'member');
      const newer = await client.page({ list: 'usage', owner: 'member' });
      const older = await client.page({ list: 'usage', owner: 'member' }, newer.cursor);
      const all = [...newer.items, ...older.items];
      expect(new Set(all.map(({ day }) => day)).size).toBe(60);
      const endpoints = all.flatMap((day) => day.endpoints);
      expect(endpoints.find(({ name }) => name === 'files')).toMatchObject({ consuming: true });
      expect(endpoints.some(({ consuming }) => !consuming)).toBe(variant !== 'bare');
      expect(older).not.toHaveProperty('cursor');
      expect(calls).toEqual([true, true]);
      expect(virusTotal.count({ caller: 'member', costsQuota: true })).toBe(0);
    },
  );

  it('the usage of a group is decoded for its administrators', async () => {
    expect((await read('admin', { list: 'groupUsage', owner: 'acme' })).items).toHaveLength(30);
    const request = read('member', { list: 'groupUsage', owner: 'acme' });
    await expect(request).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('usage ends after the thirty days that VirusTotal keeps', async () => {
    const { cursor } = await read('member', { list: 'usage', owner: 'member' });
    virusTotal.throw({ kind: 'error', code: 'InvalidArgumentError' }, { route: '/users/{id}/api_usage' });
    expect(await read('member', { list: 'usage', owner: 'member' }, cursor)).toEqual({
      items: [],
      unreadable: 0,
    });
    await expect(read('member', { list: 'usage', owner: 'member' })).rejects.toMatchObject({ status: 400 });
  });
});

describe('hostile responses', () => {
  it('hostile responses are decoded as text, and only invalid fields are left out', async () => {
    const comment = await first('free', { list: 'comments', owner: 'hostile' });
    expect(comment.text).toContain('<img src=x onerror=alert(1)>');
    expect(comment.text).not.toContain('\u202E');
    const { items } = await read('hostile', { list: 'groups', owner: 'hostile' });
    expect(items[0]?.quotaUsageByUser).toEqual([{ user: '__proto__', used: 1 }]);
    const [group] = (await read('hostile', { list: 'group', owner: items[0]?.id ?? '' })).items;
    expect(group?.autoAddUsers).toEqual(['<img src=x onerror=alert(1)>', 'javascript:alert(1)']);
  });

  it('invalid items of a list are rejected one by one', async () => {
    const valid = { type: 'comment', id: 'f-abc-1', attributes: { text: 'fine', date: 'soon', votes: [] } };
    const data = [
      valid,
      { ...valid, type: 'file' },
      { ...valid, id: 7 },
      { type: 'comment', id: 'x' },
      'text',
    ];
    virusTotal.throw({ kind: 'json', body: { data } }, { route: /comments/ });
    expect(await read('member', { list: 'comments', owner: 'member' })).toEqual({
      items: [
        { id: 'f-abc-1', text: 'fine', on: { kind: 'file', id: 'abc' }, invalidFields: ['date', 'votes'] },
      ],
      unreadable: 4,
    });
  });

  it('owner and detail cannot leave their segment of the URL', () => {
    const { path } = listRequest({ list: 'consumers', owner: '../x?y', detail: '$&/../..' }, 'a&b=c', 0);
    expect(path).toMatch(/^\/groups\/\.\.%2Fx%3Fy\/users_consuming_quota\/%24%26%2F\.\.%2F\.\.\?/u);
    expect(new URL(`https://x.example${path}`).searchParams.get('cursor')).toBe('a&b=c');
  });
});

it.each(['__proto__', 'constructor', 'toString', 'apikey', ''])('the list key %j is rejected', (name) => {
  expect(isListName(name)).toBe(false);
});
