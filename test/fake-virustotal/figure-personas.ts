// Personas with figures that need judgement: real pools above the sentinels, pools of 0, and quotas of any window.
import { createAccount, person } from './account.ts';
import { inheritedFrom, memberQuotas, privilegesWith } from './quotas.ts';
import type { Account, Group, Quotas } from './types.ts';

export const createFigurePersonas = (start: number): Account[] => [
  createAccount({
    id: 'analyst',
    group: 'pooled',
    attributes: person('Anouk', 'Leroy', start, {
      quotas: memberQuotas(12, 74, 2564, 1000),
      privileges: inheritedFrom('pooled', start),
    }),
  }),
  createAccount({
    id: 'no-pool',
    group: 'dry',
    attributes: person('Udo', 'Brandt', start, {
      quotas: {
        ...memberQuotas(0, 0, 0),
        private_scans_monthly: { allowed: 0, used: 0 },
        private_scans_per_minute: { allowed: 30, used: 0 },
        private_urlscans_per_minute: { allowed: 30, used: 0 },
      },
      privileges: inheritedFrom('dry', start),
    }),
  }),
  createAccount({
    id: 'calendar',
    attributes: person('Cleo', 'Park', start, {
      quotas: {
        api_requests_per_hour: { allowed: 300, used: 20 },
        api_requests_per_day: { allowed: 900, used: 700 },
        api_requests_weekly: { allowed: 4000, used: 3950 },
        reports_yearly: { allowed: 50, used: 10 },
        gti_credits: { allowed: 1000, used: 10 },
        intelligence_hunting_rules: { allowed: 25, used: 30 },
      },
      privileges: privilegesWith({}),
    }),
  }),
];

/** An hour far above the day, a month above the sentinel, and Retrohunt jobs more than half used. */
const pooled: Quotas = {
  api_requests_hourly: { allowed: 600_000, used: 8712 },
  api_requests_daily: { allowed: 5000, used: 1836 },
  api_requests_monthly: { allowed: 2_000_000_000, used: 13_551_234 },
  intelligence_downloads_monthly: { allowed: 100_000, used: 6214 },
  intelligence_hunting_rules: { allowed: 25, used: 1829 },
  intelligence_retrohunt_jobs_monthly: { allowed: 300, used: 163 },
  intelligence_searches_monthly: { allowed: 100_000, used: 16_328 },
  intelligence_vtdiff_creation_monthly: { allowed: 100_000_000, used: 23 },
};

const dry: Quotas = Object.fromEntries(Object.keys(pooled).map((name) => [name, { allowed: 0, used: 0 }]));

const groupOf = (id: string, user: string, quotas: Quotas): Group => ({
  id,
  attributes: { organization: id, privileges: privilegesWith({}), quotas },
  users: [user],
  administrators: [],
  serviceAccounts: [],
  roles: {},
  frozen: false,
});

export const createFigureGroups = (): Group[] => [
  groupOf('pooled', 'analyst', structuredClone(pooled)),
  groupOf('dry', 'no-pool', structuredClone(dry)),
];
