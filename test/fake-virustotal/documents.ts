// The two documents' own examples, exactly as published: user spellman and group blabla.
import type { AccountAttributes, GroupAttributes } from './types.ts';

export const spellmanKey = '3333333t33333333333333r333333f333333g33333333c3333333f333333333a';

/** `[email protected]` in the publication is obfuscation of the page. */
export const spellmanAttributes = (): AccountAttributes => ({
  email: 'spellman@example.com',
  first_name: 'Sabrina',
  has_2fa: true,
  last_login: 1594718163,
  last_name: 'Spellman',
  preferences: {
    graph: {
      dashboard_walkthrough_version_seen: '1.0.0',
      last_visit: 1594136453392,
      main_walkthrough_version_seen: '1.0.0',
      search_tooltip_version_seen: '1.0.0',
    },
    ui: { last_read_notification_date: 1594640566 },
  },
  privileges: {
    admin: { granted: false },
    allinfo: { granted: false },
    'big-files': {
      expiration_date: 1601510400,
      granted: true,
      inherited_from: 'blablabla_group',
      inherited_via: 'api_quota_group',
    },
    cases: { granted: true, inherited_from: 'blablabla_group', inherited_via: 'intelligence_quota_group' },
    click_to_accept: { granted: false },
  },
  profile_phrase: "It's witching hour!",
  quotas: {
    api_requests_daily: { allowed: 1000000000, used: 4 },
    api_requests_hourly: { allowed: 60000000000, used: 4 },
    api_requests_monthly: { allowed: 1000000000, used: 113 },
    cases_creation_monthly: { allowed: 20, used: 0 },
    intelligence_downloads_monthly: { allowed: 0, used: 5 },
  },
  reputation: 1,
  status: 'active',
  user_since: 1557214525,
});

export const blablaAttributes = (): GroupAttributes => ({
  auto_add_users: [],
  country: 'United States',
  country_iso: 'US',
  domain_name: 'blabla.com',
  industry: 'IT',
  organization: 'Company',
  organization_legal_name: 'Company Inc',
  privileges: {
    admin: { granted: false },
    allinfo: { granted: false },
    'big-files': { expiration_date: 1601510400, granted: true },
    cases: { granted: false },
    click_to_accept: { granted: false },
  },
  quota_usage_by_user: {},
  quotas: {
    api_requests_daily: { allowed: 1000, used: 13 },
    api_requests_hourly: { allowed: 60000, used: 1 },
    api_requests_monthly: { allowed: 30000, used: 104 },
  },
});
