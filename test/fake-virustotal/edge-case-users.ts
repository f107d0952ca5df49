// Personas for edge cases: over the limit, nearly empty, undocumented, and very long.
import { createAccount, person } from './account.ts';
import { freeQuotas, inheritedFrom, memberQuotas } from './quotas.ts';

export const createEdgeCaseUsers = (start: number) => [
  createAccount({
    id: 'overlimit',
    group: 'narrow',
    attributes: person('Oksana', 'Bondar', start, {
      quotas: {
        ...memberQuotas(64, 500, 12_400, 500),
        intelligence_hunting_rules: { allowed: 0, used: 611 },
      },
      privileges: inheritedFrom('narrow', start),
    }),
  }),
  createAccount({
    id: 'sso',
    group: 'enforced',
    attributes: person('Sana', 'Iqbal', start, {
      has_2fa: false,
      quotas: memberQuotas(2, 40, 900),
      privileges: inheritedFrom('enforced', start),
    }),
  }),
  createAccount({
    id: 'one-a-day',
    attributes: person('Odd', 'Nilsen', start, {
      quotas: { ...freeQuotas(0, 0, 0), api_requests_daily: { allowed: 1, used: 0 } },
      privileges: {},
    }),
  }),
  createAccount({
    id: 'sparse',
    attributes: { first_name: '', last_name: '', quotas: freeQuotas(0, 0, 0), privileges: {}, reputation: 0 },
  }),
  createAccount({
    id: 'undocumented',
    group: 'gti-lab',
    attributes: person('Uma', 'Raman', start, {
      identity_provider: 'saml',
      sso_enforced: true,
      certified: true,
      private: true,
      mandiant_uuid: '00000000-0000-4000-8000-000000000000',
      collections_count: 9,
      status: 'pending_review',
      quotas: {
        ...memberQuotas(9, 210, 5100),
        gti_reports_monthly: { allowed: 300, used: 211 },
        'code-insight_queries_daily': { allowed: 50, used: 7 },
        'some.new_thing': { allowed: 10, used: 1 },
      },
      privileges: {
        ...inheritedFrom('gti-lab', start),
        'gti-agentic': { granted: true, inherited_from: 'gti-lab', inherited_via: 'monitor_quota_group' },
        newThing: { granted: true, inherited_from: 'somewhere', inherited_via: 'tenant' },
      },
    }),
  }),
];

/** Personas with long lists. */
export const createCollectors = (start: number) => [
  createAccount({
    id: 'hunter',
    group: 'acme',
    attributes: person('Hana', 'Sato', start, {
      quotas: memberQuotas(17, 402, 9001),
      privileges: inheritedFrom('acme', start),
    }),
    lists: {
      comments: 1312,
      mentions: 240,
      graphs: 95,
      hunting_rulesets: 64,
      hunting_notifications: 5000,
      retrohunt_jobs: 38,
    },
  }),
  createAccount({
    id: 'joiner',
    group: 'joined-001',
    attributes: person('Jonas', 'Weber', start, {
      quotas: memberQuotas(1, 20, 310),
      privileges: inheritedFrom('joined-001', start),
    }),
  }),
  createAccount({
    id: 'crowd-admin',
    group: 'crowd',
    attributes: person('Carmen', 'Duarte', start, {
      quotas: memberQuotas(8, 190, 4020),
      privileges: inheritedFrom('crowd', start),
    }),
  }),
];
