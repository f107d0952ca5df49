// The groups: acme with its members and service accounts, the small ones, and two large ones.
import { createAccount, person } from './account.ts';
import { blablaAttributes } from './documents.ts';
import { daysFrom, inheritedFrom, memberQuotas, poolQuotas, privilegesWith } from './quotas.ts';
import type { Account, Group, GroupAttributes } from './types.ts';

const crowdSize = 10_000;
const joinedGroups = 120;

const colleagues: [id: string, first: string, last: string, has2fa: boolean][] = [
  ['tomasz.k', 'Tomasz', 'Kaminski', true],
  ['ines-r', 'Ines', 'Ribeiro', true],
  ['j_park', 'Jiwoo', 'Park', false],
  ['amara', 'Amara', 'Diallo', true],
  ['lukas.h', 'Lukas', 'Huber', true],
  ['priya_n', 'Priya', 'Nair', true],
  ['oduya', 'Samuel', 'Oduya', false],
];

export function createColleagues(start: number): Account[] {
  const people = colleagues.map(([id, first, last, has2fa], index) =>
    createAccount({
      id,
      group: 'acme',
      attributes: person(first, last, start, {
        has_2fa: has2fa,
        quotas: memberQuotas(index, 30 * index, 700 * index),
        privileges: inheritedFrom('acme', start),
        reputation: index * 3,
        user_since: 1_620_000_000 + index * 5_000_000,
      }),
    }),
  );
  const soar = createAccount({
    id: 'acme_soar',
    type: 'service_account',
    group: 'acme',
    attributes: {
      email: 'acme_soar@service-accounts.example',
      first_name: 'soar',
      preferences: {},
      privileges: inheritedFrom('acme', start),
      quotas: memberQuotas(310, 9120, 200_411, 20_000),
    },
  });
  return [...people, soar];
}

const createGroup = (
  id: string,
  attributes: GroupAttributes,
  users: string[],
  administrators: string[],
): Group => ({
  id,
  attributes,
  users,
  administrators,
  serviceAccounts: [],
  roles: Object.fromEntries(administrators.map((admin) => [admin, ['USER_ROLE_GROUP_ADMIN']])),
  frozen: false,
});

const plain = (organization: string, more: Partial<GroupAttributes> = {}): GroupAttributes => ({
  auto_add_users: [],
  organization,
  organization_legal_name: `${organization} Ltd`,
  privileges: privilegesWith({ intelligence: { granted: true }, private: { granted: true } }),
  quota_usage_by_user: {},
  quotas: poolQuotas(),
  ...more,
});

/** With the undocumented attributes seen in real responses: the token and the signatory must never be stored. */
function acme(start: number): Group {
  const attributes = plain('Acme', {
    auto_add_users: ['*@acme.example'],
    agreement_company_address: '1 Example Street',
    agreement_company_country: 'Ireland',
    agreement_company_name: 'Acme Holdings Ltd',
    agreement_signatory: 'Sandra Signatory',
    agreement_signatory_email: 'sandra.signatory@example.com',
    agreement_signatory_title: 'Chief Example Officer',
    agreement_signed_date: daysFrom(start, -700),
    contact_emails: ['security@acme.example'],
    country: 'Ireland',
    country_iso: 'IE',
    display_flat_rate_message: false,
    domain_name: 'acme.example',
    force_users_oidc_login: false,
    force_users_saml_login: false,
    group_token: 'synthetic-group-token-never-to-be-kept',
    gti_gcp_project: '',
    industry: 'Manufacturing',
    lock_users_api_quota_group: true,
    organization_legal_name: 'Acme Holdings Ltd',
    preferences: { collection: { default_visibility: 'public', block_public_collections: false } },
    privileges: privilegesWith({
      'big-files': { granted: true },
      'downloads-tier-2': { granted: true, expiration_date: daysFrom(start, 9) },
      intelligence: { granted: true, expiration_date: daysFrom(start, 40) },
      livehunt: { granted: true, inherited_from: 'intelligence', inherited_via: 'privilege' },
      private: { granted: true },
    }),
  });
  const users = ['admin', 'member', 'no2fa', 'expired', 'hunter', ...colleagues.map(([id]) => id)];
  return {
    ...createGroup('acme', attributes, users, ['admin', 'tomasz.k']),
    serviceAccounts: ['acme_enrich', 'acme_soar'],
    roles: {
      admin: ['USER_ROLE_GROUP_ADMIN'],
      'tomasz.k': ['USER_ROLE_GROUP_ADMIN', 'USER_ROLE_PRIVATE_SCANNING'],
      member: ['USER_ROLE_PRIVATE_SCANNING'],
      acme_enrich: ['USER_ROLE_FILE_DOWNLOADS'],
    },
  };
}

function narrow(): Group {
  const quotas = {
    ...poolQuotas(),
    api_requests_daily: { allowed: 20_000, used: 20_000 },
    intelligence_hunting_rules: { allowed: 25, used: 1829 },
  };
  return createGroup('narrow', plain('Narrow', { quotas }), ['overlimit'], []);
}

const crowdId = (index: number) => `crowd-${String(index).padStart(5, '0')}`;

function crowd(): Group {
  const members = Array.from({ length: crowdSize - 1 }, (_, index) => crowdId(index + 1));
  return createGroup('crowd', plain('Crowd'), ['crowd-admin', ...members], ['crowd-admin']);
}

/** A member of the crowd, created on demand; null for any other id. */
export function crowdMember(id: string, start: number): Account | null {
  const index = Number(/^crowd-(\d{5})$/.exec(id)?.[1] ?? 0);
  if (index < 1 || index >= crowdSize) return null;
  return createAccount({
    id,
    group: 'crowd',
    attributes: person(`Person${index}`, `Number${index}`, start, {
      email: `${id}@example.com`,
      has_2fa: index % 7 !== 0,
      quotas: memberQuotas(index % 5, index % 400, (index % 400) * 20),
      privileges: inheritedFrom('crowd', start),
      reputation: index % 90,
      user_since: 1_500_000_000 + index * 10_000,
    }),
  });
}

export function createGroups(start: number): Group[] {
  const joined = Array.from({ length: joinedGroups }, (_, index) => {
    const number = String(index + 1).padStart(3, '0');
    return createGroup(
      `joined-${number}`,
      plain(`Organisation ${number}`),
      ['joiner'],
      index < 3 ? ['joiner'] : [],
    );
  });
  const lab = plain('GTI Lab', {
    tenant_kind: 'lab',
    workforce_identity_pool_name: '',
    group_token: 'synthetic-lab-token',
  });
  return [
    { ...createGroup('blabla', blablaAttributes(), ['spellman'], ['spellman']), frozen: true },
    acme(start),
    narrow(),
    createGroup('gti-lab', lab, ['undocumented'], []),
    createGroup('enforced', plain('Enforced', { force_users_oidc_login: true }), ['sso'], []),
    crowd(),
    ...joined,
  ];
}
