// The conformance check against the fake VirusTotal with every persona and variant: calls, costs, and that nothing of the world
// is in the report.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { conformanceReport } from '../../../core/domain/conformance-report.ts';
import { checkConformance, maximumCalls } from '../../../core/virustotal/conformance.ts';
import { startVirusTotal, type PersonaName, type VirusTotal } from '../../fake-virustotal/server.ts';
import type { Variants } from '../../fake-virustotal/types.ts';
import { personaNames } from '../../fake-virustotal/world.ts';
import { createFakeClient } from './fake-client.ts';

const virusTotal: VirusTotal = await startVirusTotal({ page: false });
afterAll(() => virusTotal.close());
beforeEach(() => virusTotal.reset());

const check = (persona: PersonaName) =>
  checkConformance(createFakeClient(virusTotal, persona).client, persona);

const reportFor = async (persona: PersonaName): Promise<string> => conformanceReport(await check(persona));

/** Every variant that is not the default; the type check fails if one is missing. */
const variants: { [N in keyof Variants]: readonly Variants[N][] } = {
  apiUsage: ['bare', 'unwrapped'],
  expirationDate: ['null'],
  overallQuotas: ['no-user', 'no-group', 'forbidden'],
  meta: ['missing'],
  nextLink: ['http', 'path', 'no-www', 'foreign', 'missing'],
  cursor: ['number'],
  groupForOutsiders: ['forbidden'],
  forbiddenRelationship: ['fail'],
  noRelatedObject: ['not-found'],
  membership: ['not-found'],
  serviceAccountGroups: ['visible'],
  enforce: ['all', 'nothing'],
  role: ['missing'],
  figures: ['text', 'used-text', 'sparse', 'words'],
  noCap: ['minus-one', 'beyond-counting'],
  freeMonth: ['uncapped'],
  notificationIds: ['four-parts'],
  serviceAccountType: ['user'],
};

/** Words of the documents, which the world has as values too. */
const fieldWords = new Set(['user', 'group', 'api_quota_group', 'intelligence_quota_group', 'private']);

/** Every text of the world: ids, keys, names, addresses, and names of quotas, privileges and endpoints. */
function textsOf(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === 'string') found.add(value);
  if (Array.isArray(value)) for (const item of value) textsOf(item, found);
  else if (typeof value === 'object' && value !== null)
    for (const item of Object.values(value)) textsOf(item, found);
  return found;
}

function worldTexts(): string[] {
  const { world } = virusTotal;
  const groups = personaNames.flatMap((name) => world.groupsOf(name));
  const people = [...personaNames, ...groups.flatMap(({ users }) => users.slice(0, 50))].map((id) =>
    world.account(id),
  );
  const maps = people.flatMap(({ attributes: { quotas = {}, privileges = {} } }) => [quotas, privileges]);
  const names = maps.flatMap((map) => Object.keys(map));
  return [...textsOf([people, groups]), ...names].filter((text) => text.length > 2 && !fieldWords.has(text));
}

/** The texts that are in the report as words of their own. */
function textsIn(report: string): string[] {
  const words = new Set(report.split(/[^\w.@-]+/u).flatMap((word) => word.split('.').concat(word)));
  return worldTexts().filter(
    (text) => words.has(text) || (/[^a-z_]/u.test(text) && text.length > 5 && report.includes(text)),
  );
}

describe('the conformance check', () => {
  it.each(personaNames)(
    '[S-report-shapes] makes at most 12 calls and reports nothing of the world for %s',
    async (persona) => {
      const report = await reportFor(persona);
      expect(virusTotal.requests.length).toBeLessThanOrEqual(maximumCalls);
      expect(virusTotal.arrivals.filter(({ path }) => path.includes(virusTotal.keys[persona]))).toEqual([]);
      expect(textsIn(report)).toEqual([]);
      expect(report).not.toMatch(/\d{4}/u);
    },
  );

  it('measures what calls cost', async () => {
    const report = await reportFor('admin');
    expect(report).toContain("cost of GET /users/{id}: 1 of the day's API requests");
    expect(report).toContain("cost of GET /groups/{id}: 1 of the day's API requests");
    expect(report).toContain("cost of a list: 1 of the day's API requests");
    expect(report).toContain("cost of GET /users/{id}/api_usage: 0 of the day's API requests");
    expect(virusTotal.requests).toHaveLength(maximumCalls);
    expect(virusTotal.count({ costsQuota: true })).toBe(6);
  });

  it.each([
    ['figures', 'text', 'data.<key>.user.used: string, not number'],
    ['figures', 'sparse', 'data.<key>.user.used?: number'],
    ['overallQuotas', 'no-group', 'data.<key>.group: object'],
    ['apiUsage', 'unwrapped', 'daily.<key>.<key>: number'],
    ['apiUsage', 'bare', 'data.total_endpoints_not_consuming_quota: object'],
    ['expirationDate', 'null', 'expiration_date: null | number'],
    ['meta', 'missing', 'meta.count: number'],
    ['role', 'missing', 'data.context_attributes.role: string'],
    ['noRelatedObject', 'not-found', 'answer for the API quota group: 404'],
    ['noRelatedObject', 'null', 'answer for the API quota group: 200, data: null'],
  ] as const)('shows the variant %s: %s', async (name, value, line) => {
    const persona = name === 'noRelatedObject' ? 'free' : 'admin';
    const isDefault = virusTotal.world.variants[name] === value;
    const usual = await reportFor(persona);
    virusTotal.reset();
    Object.assign(virusTotal.world.variants, { [name]: value });
    const report = await reportFor(persona);
    expect(report).toContain(line);
    expect(report === usual).toBe(isDefault);
    expect(textsIn(report)).toEqual([]);
  });

  it.each(
    Object.entries(variants).flatMap(([name, values]) => values.map((value) => [name, value] as const)),
  )('reports nothing of the world with the variant %s: %s', async (name, value) => {
    for (const persona of ['admin', 'free'] as const) {
      virusTotal.reset();
      Object.assign(virusTotal.world.variants, { [name]: value });
      const report = await reportFor(persona);
      expect(report).toContain(
        `GET /users/{id}/overall_quotas: ${value === 'forbidden' && name === 'overallQuotas' ? 403 : 200}`,
      );
      expect(virusTotal.requests.length).toBeLessThanOrEqual(maximumCalls);
      expect(textsIn(report)).toEqual([]);
    }
  });

  it.each([
    ['with Retry-After', { seconds: 7 }, 'yes'],
    ['without Retry-After', undefined, 'no'],
  ])('a refusal %s ends the check', async (_, retryAfter, seen) => {
    virusTotal.throw({ kind: 'rate-limit', ...(retryAfter && { retryAfter }) }, { route: '/groups/{id}' });
    const report = await reportFor('admin');
    expect(virusTotal.requests).toHaveLength(4);
    expect(report).toContain(`Retry-After with a refusal: ${seen}`);
    expect(report).toContain('GET /groups/{id}: 429');
  });

  it.each([
    ['not-json', 'no JSON'],
    ['captcha', 'no JSON'],
    ['reset', 'no answer'],
    ['null-data', 'data: null, not object'],
  ] as const)('reports an answer that is none: %s', async (kind, line) => {
    virusTotal.throw({ kind }, { route: '/users/{id}' });
    expect(await reportFor('member')).toContain(line);
  });

  it('[S-report-shapes] a hostile answer gets neither names nor values into the report', async () => {
    const secret = virusTotal.keys.admin;
    const attributes = JSON.parse(
      `{"__proto__":{"x":1},"${secret}":1,"${secret.slice(0, 39)}":1,"mia.okafor@example.com":1,"team":{"acme":{"admin":1}},"new_field":"Mia Okafor","own_key":"${secret}"}`,
    ) as unknown;
    virusTotal.throw(
      { kind: 'patch', body: { data: { type: 'user', id: 'admin', attributes } } },
      { route: '/users/{id}' },
    );
    const report = await reportFor('admin');
    expect(report).toContain('data.attributes.new_field: string');
    expect(report).toContain('data.attributes.<name>: ');
    expect(report).not.toContain(secret.slice(0, 12));
    expect(report).not.toContain('okafor');
    expect(report).not.toMatch(/acme|proto/u);
  });
});
