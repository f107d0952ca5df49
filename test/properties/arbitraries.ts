// Generated responses and stored values: any JSON, and JSON in VirusTotal's shapes with errors in it.
import * as fc from 'fast-check';

/** Texts that are known to break software. */
export const nastyTexts = [
  '',
  ' ',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '<img src=x onerror=alert(1)>',
  '</script><script>alert(1)</script>',
  'javascript:alert(1)',
  '\u202Eevil\u202C\u2066\u200F',
  '\u0000\u0007\u001B[31m\u009F',
  '\uD800',
  'half \uDC00 of a pair',
  '$1$2 $& $`',
  'one | two | three | four',
  '\uFFFC',
  '../../users/admin?x#y',
  '%00%',
  'a:b:c',
];

const longTexts = ['\u{1F600}'.repeat(300), 'x'.repeat(100_000), '\n'.repeat(100_000)];

export const text = fc.oneof(
  { arbitrary: fc.string({ maxLength: 20 }), weight: 8 },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 20 }), weight: 2 },
  { arbitrary: fc.constantFrom(...nastyTexts), weight: 5 },
  fc.constantFrom(...longTexts),
);

const edgeNumbers = [-1, -0, 0.5, 5e-324, 999_999_999, 1e9, 6e10, 2 ** 53, 1e21, 1.79e308];
const edgeTimes = [253_402_300_799, 253_402_300_800, 8.64e15, -8.64e15, 1_800_000_000];

export const number = fc.oneof(
  { arbitrary: fc.nat(2_000), weight: 3 },
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(...edgeNumbers, ...edgeTimes),
);

/** Deeper than `JSON.stringify` can serialize and fast-check can print. */
const endless = Object.assign(JSON.parse(`${'['.repeat(9000)}${']'.repeat(9000)}`) as object, {
  [fc.toStringMethod]: () => '[[[[…]]]]',
});

const polluting = [
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"__proto__":null,"data":{"__proto__":{"polluted":true}}}',
];
const prototypeTraps = [endless, ...polluting.map((source): unknown => JSON.parse(source))];

/** Any JSON, as `JSON.parse` returns it. */
export const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: fc.jsonValue({ maxDepth: 2 }), weight: 6 },
  { arbitrary: text, weight: 2 },
  { arbitrary: number, weight: 2 },
  fc.constantFrom(...prototypeTraps),
);

/** A field that mostly has its type, and sometimes is null, absent (undefined) or of another type. */
export const field = (arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ arbitrary, weight: 12 }, fc.constantFrom(null, undefined), anyJson);

/** An object with these members. `__proto__` is a normal member; an undefined member is absent. */
export const present = (members: [string, unknown][]): Record<string, unknown> =>
  Object.fromEntries(members.filter(([, value]) => value !== undefined));

/** An object with these fields, each possibly invalid, and possibly others. */
export function shape(fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Record<string, unknown>> {
  const all = Object.fromEntries(Object.entries(fields).map(([name, each]) => [name, field(each)]));
  return fc
    .tuple(fc.record(all), fc.option(fc.tuple(text, anyJson), { freq: 8 }))
    .map(([known, other]) => present([...Object.entries(known), ...(other ? [other] : [])]));
}

/** A record with foreign names as keys. */
export const byName = (
  arbitrary: fc.Arbitrary<unknown>,
  names: fc.Arbitrary<string> = text,
): fc.Arbitrary<Record<string, unknown>> =>
  fc.array(fc.tuple(names, field(arbitrary)), { maxLength: 6 }).map(present);

const knownQuotas = [
  'api_requests_hourly',
  'api_requests_daily',
  'api_requests_monthly',
  'private_scans_per_minute',
  'intelligence_graphs_private',
  'monitor_storage_bytes',
  'intelligence_hunting_rules',
];
const quotaNames = fc.oneof({ arbitrary: fc.constantFrom(...knownQuotas), weight: 4 }, text);

const quota = shape({ allowed: number, used: number, inherited_from: text });
export const overallQuotas = shape({ data: byName(shape({ user: quota, group: quota }), quotaNames) });

const privilege = shape({
  granted: fc.boolean(),
  expiration_date: number,
  inherited_from: text,
  inherited_via: fc.oneof(fc.constantFrom('api_quota_group', 'intelligence_quota_group', 'privilege'), text),
});

const related = shape({
  data: fc.oneof(shape({ id: text }), fc.array(shape({ id: text }), { maxLength: 3 })),
});

export const userObject = shape({
  type: fc.constantFrom('user', 'user', 'user', 'service_account'),
  id: text,
  attributes: shape({
    email: text,
    first_name: text,
    has_2fa: fc.boolean(),
    last_login: number,
    last_name: text,
    preferences: byName(byName(anyJson)),
    privileges: byName(privilege),
    profile_phrase: text,
    quotas: byName(quota, quotaNames),
    reputation: number,
    status: text,
    user_since: number,
  }),
  relationships: shape({ groups: related, api_quota_group: related, intelligence_quota_group: related }),
  context_attributes: shape({
    roles: fc.array(text, { maxLength: 3 }),
    quota_limits: shape({ api_requests_daily: shape({ allowed: number }) }),
    quota_consumed_from_group: number,
  }),
});

export const groupObject = shape({
  type: fc.constant('group'),
  id: text,
  attributes: shape({
    organization: text,
    organization_legal_name: text,
    country: text,
    country_iso: text,
    force_users_saml_login: fc.boolean(),
    auto_add_users: fc.array(text, { maxLength: 3 }),
    agreement_signed_date: number,
    privileges: byName(privilege),
    quotas: byName(quota, quotaNames),
    quota_usage_by_user: byName(fc.oneof(number, byName(number), byName(shape({ used: number })))),
  }),
  context_attributes: shape({ role: fc.oneof(fc.constantFrom('admin', 'user'), text) }),
});

const listedTypes = ['comment', 'graph', 'hunting_ruleset', 'hunting_notification', 'file', 'retrohunt_job'];

/** A list item with the attributes of all kinds; each decoder uses its own. */
export const listedObject = shape({
  type: fc.constantFrom(...listedTypes),
  id: fc.oneof(text, fc.constantFrom('f-ab12-cd34', 'd-a-b.example-77', '5-6-7')),
  attributes: shape({
    date: number,
    text,
    tags: fc.array(text, { maxLength: 3 }),
    votes: shape({ positive: number }),
    graph_data: shape({ description: text }),
    nodes: fc.array(anyJson, { maxLength: 3 }),
    rules: fc.oneof(text, fc.constantFrom('rule a {}\nprivate rule b {}')),
    rule_names: fc.array(text, { maxLength: 3 }),
    time_range: shape({ start: number, end: number }),
    last_analysis_stats: shape({ malicious: number }),
    size: number,
    name: text,
  }),
  context_attributes: shape({ notification_date: number, rule_name: text }),
});

export const listAnswer = (element: fc.Arbitrary<unknown>): fc.Arbitrary<Record<string, unknown>> =>
  shape({
    data: fc.array(fc.oneof({ arbitrary: element, weight: 9 }, anyJson), { maxLength: 4 }),
    links: shape({ next: fc.oneof(text, fc.constant('https://www.virustotal.com/api/v3/x?cursor=abc')) }),
    meta: shape({ count: number, cursor: text }),
  });

const days = fc.constantFrom('2026-11-21', '2026-11-20', '2026-13-45', '__proto__');

export const usageAnswer = shape({
  data: shape({
    daily: byName(byName(number), days),
    daily_endpoints_not_consuming_quota: byName(byName(number), days),
  }),
});

export const objectAnswer = (object: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => shape({ data: object });

/** Anything that may be a response. */
export const answer: fc.Arbitrary<unknown> = fc.oneof(
  anyJson,
  overallQuotas,
  objectAnswer(userObject),
  objectAnswer(groupObject),
  objectAnswer(listedObject),
  listAnswer(fc.oneof(userObject, groupObject, listedObject)),
  usageAnswer,
);

/** Returns whether a fresh object has an inherited property that it should not have. */
export const isPolluted = (): boolean =>
  'polluted' in {} || Object.keys(Object.prototype).length > 0 || 'polluted' in Object;

/** Milliseconds since the epoch from 1970 to 9999, with month ends and leap days more often than in reality. */
export const moment = fc.oneof(
  fc.integer({ min: 0, max: Date.UTC(9999, 11, 31, 23, 59, 59, 999) }),
  fc
    .record({
      year: fc.integer({ min: 1970, max: 9998 }),
      month: fc.nat(11),
      around: fc.integer({ min: -1, max: 1 }),
    })
    .map(({ year, month, around }) => Math.max(0, Date.UTC(year, month + 1) + around)),
  fc.integer({ min: 493, max: 2499 }).map((fourth) => Date.UTC(4 * fourth, 1, 29, 12)),
);
