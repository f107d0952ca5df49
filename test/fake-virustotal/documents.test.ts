// The two documents' examples come back exactly as printed.
// @vitest-environment node
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call } from './call.ts';
import { startVirusTotal } from './server.ts';
import type { VirusTotal } from './server.ts';

const user = `{
    "data": {
        "attributes": {
            "apikey": "3333333t33333333333333r333333f333333g33333333c3333333f333333333a",
            "email": "spellman@example.com",
            "first_name": "Sabrina",
            "has_2fa": true,
            "last_login": 1594718163,
            "last_name": "Spellman",
            "preferences": {
                "graph": {
                    "dashboard_walkthrough_version_seen": "1.0.0",
                    "last_visit": 1594136453392,
                    "main_walkthrough_version_seen": "1.0.0",
                    "search_tooltip_version_seen": "1.0.0"
                },
                "ui": {
                    "last_read_notification_date": 1594640566
                }
            },
            "privileges": {
                "admin": {
                    "granted": false
                },
                "allinfo": {
                    "granted": false
                },
                "big-files": {
                    "expiration_date": 1601510400,
                    "granted": true,
                    "inherited_from": "blablabla_group",
                    "inherited_via": "api_quota_group"
                },
                "cases": {
                    "granted": true,
                    "inherited_from": "blablabla_group",
                    "inherited_via": "intelligence_quota_group"
                },
                "click_to_accept": {
                    "granted": false
                }
            },
            "profile_phrase": "It's witching hour!",
            "quotas": {
                "api_requests_daily": {
                    "allowed": 1000000000,
                    "used": 4
                },
                "api_requests_hourly": {
                    "allowed": 60000000000,
                    "used": 4
                },
                "api_requests_monthly": {
                    "allowed": 1000000000,
                    "used": 113
                },
                "cases_creation_monthly": {
                    "allowed": 20,
                    "used": 0
                },
                "intelligence_downloads_monthly": {
                    "allowed": 0,
                    "used": 5
                }
            },
            "reputation": 1,
            "status": "active",
            "user_since": 1557214525
        },
        "id": "spellman",
        "links": {
            "self": "https://www.virustotal.com/api/v3/users/spellman"
        },
        "type": "user"
    }
}`;

const groups = `{
    "data": [
        {
            "attributes": {
                "auto_add_users": [],
                "country": "United States",
                "country_iso": "US",
                "domain_name": "blabla.com",
                "industry": "IT",
                "organization": "Company",
                "organization_legal_name": "Company Inc",
                "privileges": {
                    "admin": {
                        "granted": false
                    },
                    "allinfo": {
                        "granted": false
                    },
                    "big-files": {
                        "expiration_date": 1601510400,
                        "granted": true
                    },
                    "cases": {
                        "granted": false
                    },
                    "click_to_accept": {
                        "granted": false
                    }
                },
                "quota_usage_by_user": {},
                "quotas": {
                    "api_requests_daily": {
                        "allowed": 1000,
                        "used": 13
                    },
                    "api_requests_hourly": {
                        "allowed": 60000,
                        "used": 1
                    },
                    "api_requests_monthly": {
                        "allowed": 30000,
                        "used": 104
                    }
                }
            },
            "id": "blabla",
            "links": {
                "self": "https://www.virustotal.com/api/v3/groups/blabla"
            },
            "type": "group"
        }
    ],
    "links": {
        "self": "https://www.virustotal.com/api/v3/users/spellman/groups?limit=10"
    },
    "meta": {
        "count": 1
    }
}`;

let virusTotal: VirusTotal;
beforeAll(async () => {
  virusTotal = await startVirusTotal({ page: false });
});
afterAll(() => virusTotal.close());

const asSpellman = (path: string) => call(virusTotal, path, { key: virusTotal.keys.spellman });

test('the user spellman read by name, by key and by e-mail is the documented user', async () => {
  const printed: unknown = JSON.parse(user);
  for (const id of ['spellman', virusTotal.keys.spellman, 'spellman%40example.com']) {
    expect((await asSpellman(`/users/${id}`)).json()).toStrictEqual(printed);
  }
});

test('the groups of spellman are the documented list, also after billable requests', async () => {
  const printed: unknown = JSON.parse(groups);
  expect((await asSpellman('/users/spellman/groups')).json()).toStrictEqual(printed);
  expect((await asSpellman(`/users/${virusTotal.keys.spellman}/groups`)).json()).toStrictEqual(printed);
});

test("overall quotas have the user's figures, and the group's where blabla supplies them", async () => {
  const { data } = (await asSpellman('/users/spellman/overall_quotas')).json();
  expect(data).toStrictEqual({
    api_requests_daily: {
      user: { allowed: 1_000_000_000, used: 4 },
      group: { allowed: 1000, used: 13, inherited_from: 'blabla' },
    },
    api_requests_hourly: {
      user: { allowed: 60_000_000_000, used: 4 },
      group: { allowed: 60_000, used: 1, inherited_from: 'blabla' },
    },
    api_requests_monthly: {
      user: { allowed: 1_000_000_000, used: 113 },
      group: { allowed: 30_000, used: 104, inherited_from: 'blabla' },
    },
    cases_creation_monthly: { user: { allowed: 20, used: 0 } },
    intelligence_downloads_monthly: { user: { allowed: 0, used: 5 } },
  });
});
