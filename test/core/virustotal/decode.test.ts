import { describe, expect, it } from 'vitest';
import { count, number, unixSeconds } from '../../../core/virustotal/decode.ts';
import { readGroup, readGroups } from '../../../core/virustotal/resources/group.ts';
import { readOverallQuotas } from '../../../core/virustotal/resources/quotas.ts';
import { readUser } from '../../../core/virustotal/resources/user.ts';
import { blablaAttributes, spellmanAttributes, spellmanKey } from '../../fake-virustotal/documents.ts';

const clientVersion = (name: string) => ({ name, value: '1.0.0' });
const related = (data: unknown) => ({ data, links: {} });
const answer = (attributes: object, more: object = {}) => ({
  data: { type: 'user', id: 'spellman', attributes, ...more },
});

describe('decoding a user', () => {
  const user = readUser(answer({ ...spellmanAttributes(), apikey: spellmanKey }));

  it('the documented user is decoded in full', () => {
    expect(user).toMatchObject({
      id: 'spellman',
      kind: 'user',
      email: 'spellman@example.com',
      firstName: 'Sabrina',
      lastName: 'Spellman',
      has2fa: true,
      lastLogin: 1594718163000,
      profilePhrase: "It's witching hour!",
      reputation: 1,
      status: 'active',
      userSince: 1557214525000,
      invalidFields: [],
    });
    expect(user.privileges).toContainEqual({
      name: 'big-files',
      granted: true,
      expires: 1601510400000,
      from: 'blablabla_group',
      via: 'api_quota_group',
    });
    expect(user.privileges).toContainEqual({ name: 'admin', granted: false });
    expect(user.quotas).toContainEqual({ name: 'api_requests_hourly', allowed: 60_000_000_000, used: 4 });
  });

  it('preferences are decoded, and times among them recognized', () => {
    expect(user.preferences).toEqual([
      {
        name: 'graph',
        entries: [
          clientVersion('dashboard_walkthrough_version_seen'),
          { name: 'last_visit', value: 1594136453392, at: 1594136453392 },
          clientVersion('main_walkthrough_version_seen'),
          clientVersion('search_tooltip_version_seen'),
        ],
      },
      {
        name: 'ui',
        entries: [{ name: 'last_read_notification_date', value: 1594640566, at: 1594640566000 }],
      },
    ]);
  });

  it('the key in a user object is not decoded', () => {
    expect(JSON.stringify(user)).not.toContain(spellmanKey);
  });
});

it('an invisible attribute of a user is absent, not false', () => {
  const user = readUser(answer({ first_name: 'Salem', has_2fa: null }));
  expect(user).toEqual({ id: 'spellman', kind: 'user', firstName: 'Salem', invalidFields: [] });
});

it('an invalid attribute of a user is left out alone and named', () => {
  const user = readUser(
    answer({
      first_name: 'Salem',
      has_2fa: 'yes',
      last_login: -1,
      user_since: 1e20,
      quotas: { good: { allowed: 1, used: 'many' }, bad: 7 },
      privileges: { 'no-grant': {}, fine: { granted: true, expiration_date: null } },
    }),
  );
  expect(user.firstName).toBe('Salem');
  expect(user.invalidFields.toSorted()).toEqual([
    'bad',
    'has_2fa',
    'last_login',
    'no-grant',
    'used',
    'user_since',
  ]);
  expect(user.quotas).toEqual([{ name: 'good', allowed: 1 }]);
  expect(user.privileges).toEqual([{ name: 'fine', granted: true }]);
});

const loginOf = (value: unknown) => readUser(answer({ last_login: value })).lastLogin;

it('a time is decoded as milliseconds up to the year 9999', () => {
  expect(loginOf(0)).toBe(0);
  expect(loginOf(253_402_300_799)).toBe(Date.UTC(9999, 11, 31, 23, 59, 59));
  expect(loginOf(253_402_300_800)).toBeUndefined();
  expect(loginOf(Infinity)).toBeUndefined();
});

it('an expiration date of 0 is decoded as none', () => {
  const user = readUser(answer({ privileges: { p: { granted: true, expiration_date: 0 } } }));
  expect(user.privileges).toEqual([{ name: 'p', granted: true }]);
});

it('an invalid expiration date is not decoded as none', () => {
  const user = readUser(answer({ privileges: { odd: { granted: true, expiration_date: 'tomorrow' } } }));
  expect(user.privileges).toEqual([{ name: 'odd', granted: true, expiryUnread: true }]);
  expect(user.invalidFields).toEqual(['expiration_date']);
});

it('preferences of any shape are decoded', () => {
  const preferences = JSON.parse(
    '{"__proto__":{"polluted":true},"empty":{},"flat":7,"deep":{"a":{"b":[1]},"none":null,"last_visit":5}}',
  ) as object;
  const user = readUser(answer({ preferences }));
  expect(user.preferences).toEqual([
    { name: '__proto__', entries: [{ name: 'polluted', value: true }] },
    { name: 'empty', entries: [] },
    {
      name: 'deep',
      entries: [
        { name: 'a', value: '{"b":[1]}' },
        { name: 'none', value: 'null' },
        { name: 'last_visit', value: 5 },
      ],
    },
  ]);
  expect(user.invalidFields).toEqual(['flat']);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

it('ids of related groups are decoded if the response has them', () => {
  const user = readUser(
    answer(
      {},
      {
        relationships: {
          groups: related([{ type: 'group', id: 'a' }, { type: 'group', id: 'b' }, 7]),
          api_quota_group: related({ type: 'group', id: 'a' }),
          intelligence_quota_group: related(null),
        },
      },
    ),
  );
  expect(user.groupIds).toEqual(['a', 'b']);
  expect(user.apiQuotaGroup).toBe('a');
  expect(user).not.toHaveProperty('intelligenceQuotaGroup');
});

it.each([
  [undefined],
  [null],
  ['<html>'],
  [{}],
  [{ data: null }],
  [{ data: [] }],
  [{ data: { type: 'file', id: 'x' } }],
  [{ data: { type: 'user', id: '' } }],
])('%j is not decoded as a user', (body) => {
  expect(() => readUser(body)).toThrow('unexpected');
});

describe('decoding groups', () => {
  const group = { type: 'group', id: 'blabla', attributes: blablaAttributes() };

  it('the groups of the documented service account are decoded', () => {
    const list = readGroups({ data: [group], meta: { count: 1 } });
    expect(list.count).toBe(1);
    expect(list.groups[0]).toMatchObject({
      id: 'blabla',
      organization: 'Company',
      legalName: 'Company Inc',
      country: 'United States',
      countryIso: 'US',
      industry: 'IT',
      domain: 'blabla.com',
      invalidFields: [],
    });
    expect(list.groups[0]?.quotas).toContainEqual({ name: 'api_requests_daily', allowed: 1000, used: 13 });
  });

  it('the token and the signatory of a group are not decoded', () => {
    const secrets = { group_token: 'SECRET-1', agreement_signatory_email: 'SECRET-2' };
    const read = readGroup({ ...group, attributes: { ...blablaAttributes(), ...secrets } });
    expect(JSON.stringify(read)).not.toContain('SECRET');
  });

  it("single sign-on and the viewer's role in a group are decoded", () => {
    const read = readGroup({
      ...group,
      attributes: { force_users_saml_login: false, force_users_oidc_login: true },
      context_attributes: { role: 'admin' },
    });
    expect(read).toMatchObject({ singleSignOn: true, role: 'admin' });
  });

  it("auto-added users, the date of the agreement, and members' usage are decoded", () => {
    const read = readGroup({
      ...group,
      attributes: {
        auto_add_users: ['*@acme.example', 7],
        agreement_signed_date: 1_600_000_000,
        quota_usage_by_user: {
          salem: 3,
          hilda: { api_requests_daily: 4, intelligence_searches_monthly: { used: 5 }, odd: 'x' },
          zelda: 'many',
        },
      },
    });
    expect(read).toMatchObject({
      autoAddUsers: ['*@acme.example'],
      agreementSigned: 1_600_000_000_000,
      quotaUsageByUser: [
        { user: 'salem', used: 3 },
        { user: 'hilda', quota: 'api_requests_daily', used: 4 },
        { user: 'hilda', quota: 'intelligence_searches_monthly', used: 5 },
      ],
      invalidFields: ['odd', 'zelda'],
    });
  });

  it('an invalid list of groups is rejected, and one without groups is empty', () => {
    expect(() => readGroups({ data: {} })).toThrow('unexpected');
    expect(readGroups({ data: [7, { type: 'user', id: 'x' }] })).toEqual({ groups: [] });
  });
});

describe('decoding numbers as text', () => {
  it.each([
    ['500', 500],
    ['0', 0],
    ['500.0', 500],
    ['5e2', 500],
    ['1E+3', 1000],
    ['60000000000', 60_000_000_000],
  ])('the text %j is the count %d', (written, value) => {
    expect(count(written)).toBe(value);
  });

  it.each([
    '',
    ' ',
    ' 5',
    '5 ',
    '1,000',
    '1 000',
    '0x10',
    '1e',
    '.5',
    '+5',
    '٣',
    '5 requests',
    'NaN',
    'Infinity',
  ])('the text %j is no number', (written) => {
    expect(number(written)).toBeUndefined();
  });

  it('the bounds of a number hold for its text', () => {
    expect(count('-1')).toBeUndefined();
    expect(count('9007199254740993')).toBeUndefined();
    expect(number('1e999')).toBeUndefined();
    expect(number('-12')).toBe(-12);
    expect(unixSeconds('1594718163')).toBe(1_594_718_163_000);
    expect(unixSeconds('253402300800')).toBeUndefined();
  });

  it('either side of a quota may be text', () => {
    const read = readOverallQuotas({
      data: {
        both: { user: { allowed: '500', used: '499' } },
        pool: {
          user: { allowed: 10, used: 3 },
          group: { allowed: '100.0', used: 7, inherited_from: 'acme' },
        },
        used: { user: { allowed: 20, used: '1e1' } },
      },
    });
    expect(read).toEqual([
      { name: 'both', user: { allowed: 500, used: 499 } },
      { name: 'pool', user: { allowed: 10, used: 3 }, group: { allowed: 100, used: 7, from: 'acme' } },
      { name: 'used', user: { allowed: 20, used: 10 } },
    ]);
  });

  it('use that is left out is zero, and use that cannot be read is unknown', () => {
    const quotas = {
      omitted: { allowed: 5 },
      unclear: { allowed: 5, used: 'few' },
      no: { allowed: 5, used: null },
    };
    expect(readUser(answer({ quotas })).quotas).toEqual([
      { name: 'omitted', allowed: 5, used: 0 },
      { name: 'unclear', allowed: 5 },
      { name: 'no', allowed: 5 },
    ]);
  });

  it('numbers of users and groups may be text', () => {
    const user = readUser(
      answer({
        last_login: '1594718163',
        reputation: '-3',
        privileges: { p: { granted: true, expiration_date: '1601510400' } },
      }),
    );
    expect(user).toMatchObject({ lastLogin: 1_594_718_163_000, reputation: -3, invalidFields: [] });
    expect(user.privileges).toEqual([{ name: 'p', granted: true, expires: 1_601_510_400_000 }]);
    const group = { type: 'group', id: 'a', attributes: { quota_usage_by_user: { salem: '7' } } };
    expect(readGroups({ data: [group], meta: { count: '12' } })).toMatchObject({
      groups: [{ quotaUsageByUser: [{ user: 'salem', used: 7 }] }],
      count: 12,
    });
  });
});

describe('decoding overall_quotas', () => {
  it.each([-1, '-1', 2 ** 53, 2 ** 63, '18446744073709551615', 1e300, '1e999'])(
    'overall_quotas reads an allowance of %j as no cap, on either side',
    (allowed) => {
      const side = { allowed, used: 1 };
      expect(readOverallQuotas({ data: { a: { user: side, group: { allowed } } } })).toEqual([
        { name: 'a', user: { used: 1, uncapped: true }, group: { used: 0, uncapped: true } },
      ]);
      expect(readUser(answer({ quotas: { a: side } }))).toMatchObject({
        quotas: [{ name: 'a', used: 1, uncapped: true }],
        invalidFields: [],
      });
    },
  );

  it.each([
    [-2, 5, ['user.allowed']],
    [-1.5, 5, ['user.allowed']],
    [10, -1, ['user.used']],
    [10, '-5', ['user.used']],
    [10, 2 ** 53, ['user.used']],
  ])('overall_quotas does not understand an allowance of %j with a use of %j', (allowed, used, fields) => {
    const read = readOverallQuotas({ data: { a: { user: { allowed, used } }, b: { user: { allowed: 1 } } } });
    expect(read[0]?.invalidFields).toEqual(fields);
  });

  it('overall_quotas is decoded with user and group side, either of which may be missing', () => {
    const read = readOverallQuotas({
      data: {
        both: { user: { allowed: 1, used: 2 }, group: { allowed: 3, used: 4, inherited_from: 'acme' } },
        own: { user: { allowed: 20, used: 0 } },
        pool: { group: { allowed: 5, used: 6 } },
        neither: {},
      },
    });
    expect(read).toEqual([
      { name: 'both', user: { allowed: 1, used: 2 }, group: { allowed: 3, used: 4, from: 'acme' } },
      { name: 'own', user: { allowed: 20, used: 0 } },
      { name: 'pool', group: { allowed: 5, used: 6 } },
      { name: 'neither', invalidFields: ['entry'] },
    ]);
  });

  it('overall_quotas may contain names of object members', () => {
    const read = readOverallQuotas(
      JSON.parse('{"data":{"__proto__":{"user":{"allowed":1,"used":0}},"constructor":{"user":{"used":1}}}}'),
    );
    expect(read.map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
    expect(({} as { user?: unknown }).user).toBeUndefined();
  });

  it('overall_quotas shortens endless names and replaces unprintable characters', () => {
    const [quota] = readOverallQuotas({
      data: { [`a\u202eb${'x'.repeat(100_000)}`]: { user: { used: 1 } } },
    });
    expect(quota?.name).toHaveLength(500);
    expect(quota?.name.slice(0, 3)).toBe('a\ufffdb');
  });

  it('overall_quotas names every field that cannot be read, and keeps its entry', () => {
    const read = readOverallQuotas({
      data: {
        good: { user: { allowed: 1, used: 0 } },
        words: { user: { allowed: 'plenty', used: 3 }, group: { allowed: 9, used: [] } },
        sides: { user: 7, group: 'none' },
        number: 12,
        note: { note: 'no counters' },
        half: { user: { used: 5 }, group: { allowed: 9, used: null } },
      },
    });
    expect(read.map(({ name, invalidFields }) => [name, invalidFields])).toEqual([
      ['good', undefined],
      ['words', ['user.allowed', 'group.used']],
      ['sides', ['user', 'group']],
      ['number', ['entry']],
      ['note', ['entry']],
      ['half', ['user.allowed', 'group.used']],
    ]);
  });

  it('overall_quotas ignores where a personal figure comes from', () => {
    const user = { allowed: 240, used: 3, inherited_from: 'group' };
    expect(readOverallQuotas({ data: { a: { user } } })).toEqual([
      { name: 'a', user: { allowed: 240, used: 3 } },
    ]);
  });

  it.each([
    [{ data: { type: 'user', id: 'x', attributes: spellmanAttributes(), links: { self: 'x' } } }],
    [{ data: { daily: {}, total: { files: 3 } } }],
    [{ data: { a: { user: { allowed: 'plenty', used: 'few' } } } }],
    [{}],
    [{ data: null }],
    [{ data: [] }],
    [{ data: { a: 7 } }],
    ['text'],
  ])('%j is not decoded as overall_quotas', (body) => {
    expect(() => readOverallQuotas(body)).toThrow('unexpected');
  });

  it('overall_quotas without any quota is valid', () => {
    expect(readOverallQuotas({ data: {} })).toEqual([]);
  });
});
