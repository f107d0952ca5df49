// The long lists: comments, graphs, hunting, 10,000 members, 5,000 notifications, 120 groups.
// @vitest-environment node
import { Agent } from 'node:https';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { call, textOf } from './call.ts';
import type { Json } from './call.ts';
import { startVirusTotal } from './server.ts';
import type { PersonaName, VirusTotal } from './server.ts';

let virusTotal: VirusTotal;
beforeAll(async () => {
  virusTotal = await startVirusTotal({ page: false });
});
afterEach(() => virusTotal.reset());
afterAll(() => virusTotal.close());

// Long lists over one connection.
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
afterAll(() => agent.destroy());

const get = async (path: string, persona: PersonaName) =>
  (await call(virusTotal, path, { key: virusTotal.keys[persona], agent })).json();
const listOf = (answer: Json) => Object.values(answer['data'] ?? {});

async function crawl(path: string, persona: PersonaName) {
  const ids: string[] = [];
  let pages = 0;
  let next: string | null = `/api/v3${path}?limit=40`;
  while (next !== null) {
    const answer: Json = await get(next, persona);
    ids.push(...listOf(answer).map((object) => textOf(object['id'])));
    pages += 1;
    const link: unknown = answer['links']?.['next'];
    next = typeof link === 'string' ? link.replace('https://www.virustotal.com', '') : null;
  }
  return { ids, pages };
}

describe('lists of the fake VirusTotal have the documented shapes', () => {
  test.each([
    ['comments', 'comment', 'comments', ['date', 'html', 'tags', 'text', 'votes']],
    ['mentions', 'comment', 'comments', ['date', 'html', 'tags', 'text', 'votes']],
    [
      'graphs',
      'graph',
      'graphs',
      [
        'comments_count',
        'creation_date',
        'graph_data',
        'last_modified_date',
        'links',
        'nodes',
        'private',
        'views_count',
      ],
    ],
    [
      'hunting_rulesets',
      'hunting_ruleset',
      'intelligence/hunting_rulesets',
      [
        'creation_date',
        'enabled',
        'limit',
        'modification_date',
        'name',
        'notification_emails',
        'number_of_rules',
        'rule_names',
        'rules',
      ],
    ],
    [
      'hunting_notifications',
      'hunting_notification',
      'intelligence/hunting_notifications',
      ['date', 'match_in_subfile', 'rule_name', 'rule_tags', 'snippet', 'tags'],
    ],
    [
      'hunting_notification_files',
      'file',
      'files',
      ['sha256', 'meaningful_name', 'last_analysis_stats', 'size'],
    ],
    [
      'retrohunt_jobs',
      'retrohunt_job',
      'intelligence/retrohunt_jobs',
      ['corpus', 'creation_date', 'num_matches', 'progress', 'rules', 'scanned_bytes', 'status'],
    ],
  ])('the list item of %s has the documented shape', async (name, type, collection, attributes) => {
    const [first] = listOf(await get(`/users/member/${name}`, 'member'));
    expect(first?.['type']).toBe(type);
    expect(Object.keys(first?.['attributes'] ?? {})).toEqual(expect.arrayContaining(attributes));
    const id = textOf(first?.['id']);
    expect(first?.['links']?.['self']).toBe(`https://www.virustotal.com/api/v3/${collection}/${id}`);
    const [descriptor] = listOf(await get(`/users/member/relationships/${name}`, 'member'));
    expect(descriptor).toMatchObject({ type, id });
    expect(descriptor).not.toHaveProperty('attributes');
  });

  test('a notification, its ruleset and its file refer to each other', async () => {
    const [note] = listOf(await get('/users/member/hunting_notifications', 'member'));
    const [file] = listOf(await get('/users/member/hunting_notification_files', 'member'));
    const context = file?.['context_attributes'];
    expect(context?.['notification_id']).toBe(note?.['id']);
    expect(note?.['attributes']?.['tags']).toStrictEqual([file?.['id'], context?.['rule_name']]);
    const rulesets = listOf(await get('/users/member/hunting_rulesets?limit=40', 'member'));
    const own = rulesets.find((ruleset) => ruleset['id'] === context?.['ruleset_id']);
    expect(own?.['attributes']?.['name']).toBe(context?.['ruleset_name']);
    expect(own?.['attributes']?.['rule_names']).toEqual(expect.arrayContaining([context?.['rule_name']]));
  });

  test("mentions contain the user's name, with text and HTML", async () => {
    for (const { attributes } of listOf(await get('/users/member/mentions', 'outsider'))) {
      expect(textOf(attributes?.['text'])).toMatch(/^@member /);
    }
    const [hostile] = listOf(await get('/users/hostile/comments', 'free'));
    expect(hostile?.['attributes']?.['html']).toContain('&lt;img');
  });
});

describe('sizes of the lists', () => {
  test('5,000 notifications are returned newest first', async () => {
    const first = await get('/users/hunter/hunting_notifications?limit=40', 'hunter');
    expect(first['meta']?.['count']).toBe(5000);
    const dates = listOf(first).map((object) => Number(object['attributes']?.['date']));
    expect(dates).toStrictEqual(dates.toSorted((a, b) => b - a));
  });
  test('120 groups are returned once each, in three pages', async () => {
    const { ids, pages } = await crawl('/users/joiner/groups', 'joiner');
    expect([new Set(ids).size, ids.length, pages]).toStrictEqual([120, 120, 3]);
  });
  test('10,000 members are returned once each', async () => {
    const { ids, pages } = await crawl('/groups/crowd/relationships/users', 'crowd-admin');
    expect([new Set(ids).size, ids.length, pages]).toStrictEqual([10_000, 10_000, 250]);
    const [second] = listOf(await get('/groups/crowd/users?filter=2fa_enabled:false', 'crowd-admin'));
    expect(second?.['id']).toBe('crowd-00007');
  });
  test('lists are the same at every start', async () => {
    const other = await startVirusTotal({ page: false });
    try {
      const path = '/users/hunter/hunting_notification_files';
      const ids = listOf((await call(other, path, { key: other.keys.hunter })).json()).map(
        (object) => object['id'],
      );
      expect(ids).toStrictEqual(listOf(await get(path, 'hunter')).map((object) => object['id']));
    } finally {
      await other.close();
    }
  });
});

describe('the next page of a list of the fake VirusTotal', () => {
  const first = '/users/hunter/comments?limit=40';

  test.each([
    ['absolute', /^https:\/\/www\.virustotal\.com\/api\/v3\/users\/hunter\/comments\?cursor=/u],
    ['http', /^http:\/\/www\.virustotal\.com\/api\/v3\/users\/hunter\/comments\?cursor=/u],
    ['path', /^\/api\/v3\/users\/hunter\/comments\?cursor=/u],
    ['no-www', /^https:\/\/virustotal\.com\/api\/v3\/users\/hunter\/comments\?cursor=/u],
    ['foreign', /^https:\/\/mirror\.example\/api\/v3\/users\/hunter\/comments\?cursor=/u],
  ] as const)('the link to the next page is written as %s', async (nextLink, form) => {
    virusTotal.world.variants.nextLink = nextLink;
    expect((await get(first, 'hunter'))['links']?.['next']).toMatch(form);
  });

  test('a page may have a number as its only cursor', async () => {
    Object.assign(virusTotal.world.variants, { nextLink: 'missing', cursor: 'number' });
    const answer = await get(first, 'hunter');
    expect(answer['links']).not.toHaveProperty('next');
    expect(answer['meta']?.['cursor']).toBe(40);
    const second = await get(`${first}&cursor=40`, 'hunter');
    expect(listOf(second)[0]?.['id']).not.toBe(listOf(answer)[0]?.['id']);
  });
});
