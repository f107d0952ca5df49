// The fields that VirusTotal documents for the calls of the conformance check, by the lines of `shapeOf`.

/** Types by path: "string | null". */
export type Fields = ReadonlyMap<string, string>;

/** Reads lines "name: type" below a parent. */
function fields(parent: string, text: string): [string, string][] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter(Boolean).map((line) => {
    const [name = '', type = ''] = line.split(': ');
    return [`${parent}.${name}`, type];
  });
}

const privileges = `
  privileges: object
  privileges.<key>: object
  privileges.<key>.granted: boolean
  privileges.<key>.expiration_date: number | null
  privileges.<key>.inherited_from: string
  privileges.<key>.inherited_via: string`;

const quotas = `
  quotas: object
  quotas.<key>: object
  quotas.<key>.allowed: number
  quotas.<key>.used: number`;

const objectHead = `
  id: string
  type: string
  links: object
  links.self: string
  attributes: object`;

/** What VirusTotal shows of a user to that user. */
const ownUser = `
  first_name: string
  last_name: string
  profile_phrase: string
  reputation: number
  status: string
  user_since: number
  apikey: string
  email: string
  has_2fa: boolean
  last_login: number
  preferences: object
  preferences.<key>: object
  preferences.<key>.<key>: any
  ${privileges}${quotas}`;

const group = `
  auto_add_users: list
  auto_add_users[]: string
  agreement_signed_date: number
  contact_emails: list
  contact_emails[]: string
  country: string
  country_iso: string
  domain_name: string
  industry: string
  organization: string
  organization_legal_name: string
  preferences: object
  preferences.<key>: any
  preferences.<key>.<key>: any
  quota_usage_by_user: object
  ${privileges}${quotas}`;

const envelope: [string, string][] = [
  ['answer', 'object'],
  ['data', 'object'],
];

const single = (head: string, attributes: string): [string, string][] => [
  ...envelope,
  ...fields('data', head),
  ...fields('data.attributes', attributes),
];

const page: [string, string][] = [
  ['answer', 'object'],
  ['data', 'list'],
  ['data[]', 'object'],
  ['links', 'object'],
  ['links.self', 'string'],
  ['links.next', 'string'],
  ['meta', 'object'],
  ['meta.count', 'number'],
  ['meta.cursor', 'string'],
];

const role = fields('data', 'context_attributes: object\ncontext_attributes.role: string');

const related = (name: string, isList: boolean): [string, string][] => {
  const data = isList ? 'data[]' : 'data';
  return fields(
    `data.relationships.${name}`,
    `data: ${isList ? 'list' : 'object | null'}
     ${isList ? 'data[]: object' : ''}
     ${data}.id: string
     ${data}.type: string
     links: object
     links.self: string
     links.related: string
     meta: object
     meta.count: number`,
  );
};

const user: [string, string][] = [
  ...single(objectHead, ownUser),
  ['data.relationships', 'object'],
  ['data.relationships.groups', 'object'],
  ...related('groups', true),
  ['data.relationships.api_quota_group', 'object'],
  ...related('api_quota_group', false),
  ['data.relationships.intelligence_quota_group', 'object'],
  ...related('intelligence_quota_group', false),
];

const overallQuotas: [string, string][] = [
  ...envelope,
  ...fields(
    'data',
    `<key>: object
     <key>.user: object
     <key>.user.allowed: number
     <key>.user.used: number
     <key>.group: object
     <key>.group.allowed: number
     <key>.group.used: number
     <key>.group.inherited_from: string`,
  ),
];

const usage: [string, string][] = [
  ...envelope,
  ...['daily', 'daily_endpoints_not_consuming_quota'].flatMap((name) =>
    fields('data', `${name}: object\n${name}.<key>: object\n${name}.<key>.<key>: number`),
  ),
  ...['total', 'total_endpoints_not_consuming_quota'].flatMap((name) =>
    fields('data', `${name}: object\n${name}.<key>: number`),
  ),
];

const quotaGroup: [string, string][] = [
  ...single(objectHead, group).map(([path, type]): [string, string] =>
    path === 'data' ? [path, 'object | null'] : [path, type],
  ),
  ['links', 'object'],
  ['links.self', 'string'],
  ['meta', 'object'],
  ['meta.count', 'number'],
];

const items = (attributes: string): [string, string][] => [
  ...page,
  ...fields('data[]', objectHead),
  ...fields('data[].attributes', attributes),
];

// The caller's own record is complete.
const members = items(ownUser);

const memberships: [string, string][] = [
  ...page,
  ...fields(
    'data[]',
    `id: string
     type: string
     context_attributes: object
     context_attributes.roles: list
     context_attributes.roles[]: string`,
  ),
];

const documented: readonly [RegExp, [string, string][]][] = [
  [/overall_quotas$/u, overallQuotas],
  [/api_usage$/u, usage],
  [/api_quota_group$/u, quotaGroup],
  [/^GET \/users\/\{id\}\?/u, user],
  [/^GET \/users\/\{id\}\/groups/u, items(group)],
  [/relationships\/users/u, memberships],
  [/^GET \/groups\/\{id\}\/users/u, members],
  [/^GET \/groups\/\{id\}$/u, [...single(objectHead, group), ...role]],
];

/** The documented fields of a call, such as `GET /groups/{id}`. */
export const documentedFields = (call: string): Fields =>
  new Map(documented.find(([pattern]) => pattern.test(call))?.[1]);

// In answers of VirusTotal that clients of others have published, and in no document.
const published = new Set(
  `agreement_company_address agreement_company_country agreement_company_name agreement_signatory
   agreement_signatory_email agreement_signatory_title certified collections_count display_flat_rate_message
   force_users_oidc_login force_users_saml_login group_token gti_gcp_project identity_provider
   lock_users_api_quota_group mandiant_uuid private sso_enforced workforce_identity_pool_name
   workforce_identity_pool_provider_name`.split(/\s+/u),
);

/** Whether an attribute was seen before, although no document names it. */
export const isPublishedField = (path: string): boolean =>
  published.has(/^data(?:\[\])?\.attributes\.([^.]+)$/u.exec(path)?.[1] ?? '');
