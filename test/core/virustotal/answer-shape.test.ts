// The shape of answers: what it tells, and that neither values nor names that may be values get into it.
import { describe, expect, it } from 'vitest';
import { shapeOf } from '../../../core/virustotal/answer-shape.ts';

const key = '0123456789abcdef'.repeat(4);

describe('the shape of an answer', () => {
  it('has the names of fields and the types of values', () => {
    const attributes = { has_2fa: true, last_login: 1, email: null, apikey: true, sha256: 'x' };
    expect(shapeOf({ data: { id: 'mia', attributes } })).toEqual([
      'answer: object',
      'data: object',
      'data.attributes: object',
      'data.attributes.apikey: string',
      'data.attributes.email: null',
      'data.attributes.has_2fa: boolean',
      'data.attributes.last_login: number',
      'data.attributes.sha256: string',
      'data.id: string',
    ]);
  });

  it('joins the items of a list and marks fields that some of them lack', () => {
    expect(shapeOf({ data: [{ id: 'a', meta: 1 }, { id: 2 }] })).toEqual([
      'answer: object',
      'data: list',
      'data[]: object',
      'data[].id: number | string',
      'data[].meta?: number',
    ]);
  });

  it.each([
    [
      { data: { attributes: { privileges: { 'acme-beta': { granted: true } } } } },
      'data.attributes.privileges.<key>.granted: boolean',
    ],
    [
      { data: { attributes: { quotas: { acme: { used: 1 } } } } },
      'data.attributes.quotas.<key>.used: number',
    ],
    [{ data: { daily: { '2026-11-20': { acme: 1 } } } }, 'data.daily.<key>.<key>: number'],
    [{ daily: { '2026-11-20': { acme: 1 } } }, 'daily.<key>.<key>: number'],
    [
      { data: { attributes: { quota_usage_by_user: { acme: { data: { acme: 1 } } } } } },
      'data.attributes.quota_usage_by_user.<key>.<key>.<key>: number',
    ],
    [
      { data: { attributes: { links: { acme: 1 }, meta: { acme: 1 } } } },
      'data.attributes.links.<key>: number',
    ],
    [
      { data: [{ context_attributes: { quota_limits: { acme: { acme: 1 } } } }] },
      'data[].context_attributes.quota_limits.<key>.<key>: number',
    ],
  ])('keys of maps are left out: %j', (answer, line) => {
    const shape = shapeOf(answer);
    expect(shape).toContain(line);
    expect(shape.join()).not.toContain('acme');
  });

  it('the overall quotas are a map of entries with fields', () => {
    const shape = shapeOf({ data: { acme_daily: { user: { allowed: 1 }, acme: 2 } } }, true);
    expect(shape).toContain('data.<key>.user.allowed: number');
    const pool = shapeOf({ data: { acme: { group: { share: { acme: 1 } } } } }, true);
    expect(pool).toContain('data.<key>.group.share.<key>: number');
    expect([...shape, ...pool].join()).not.toContain('acme_');
    expect(pool.join()).not.toContain('acme');
  });

  it.each([
    key,
    key.slice(0, 32),
    'd41d8cd98f00b204e9800998ecf8427e',
    'mia.okafor@example.com',
    'Mia Okafor',
    'mia-okafor',
    '../../etc',
    'a'.repeat(41),
    'a1b2c3',
    '__proto__',
    '',
    'user\u202Eemail',
  ])('a name that does not look like a field is left out: %j', (name) => {
    const answer: unknown = JSON.parse(`{"data":{"attributes":{${JSON.stringify(name)}:{"polluted":1}}}}`);
    const shape = shapeOf(answer);
    expect(shape).toContain('data.attributes.<name>: object');
    expect(shape).toContain('data.attributes.<name>.<key>: number');
    expect(shape).toHaveLength(5);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('stays bounded whatever the answer is', () => {
    const names = Array.from({ length: 100_000 }, (_, index) => [
      `field_${'abcdefghij'[index % 10]}${'x'.repeat(index % 30)}`,
      index,
    ]);
    const many = Object.fromEntries([
      ...names,
      ...Array.from({ length: 100_000 }, (_, index) => [`m${index}`, index]),
    ]) as object;
    const wide = { ...many, data: Array.from({ length: 100_000 }, () => ({ attributes: many })) };
    const shape = shapeOf(wide);
    expect(shape.length).toBeLessThanOrEqual(400);
    expect(Math.max(...shape.map(({ length }) => length))).toBeLessThan(400);
    const deep = JSON.parse(`${'{"data":'.repeat(64)}1${'}'.repeat(64)}`) as unknown;
    expect(shapeOf(deep).length).toBeLessThanOrEqual(11);
  });

  it.each([undefined, null, 'mia', 7, []])('has no value of %j', (answer) => {
    expect(shapeOf(answer)).toHaveLength(1);
    expect(shapeOf(answer)[0]).toMatch(/^answer: (?:undefined|null|string|number|list)$/u);
  });
});
