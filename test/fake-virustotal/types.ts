// The types of the fake VirusTotal: what the world contains, with VirusTotal's own field names.

export type PersonaName =
  | 'spellman'
  | 'free'
  | 'member'
  | 'admin'
  | 'acme_enrich'
  | 'outsider'
  | 'inactive'
  | 'overlimit'
  | 'expired'
  | 'no2fa'
  | 'sparse'
  | 'undocumented'
  | 'hostile'
  | 'hunter'
  | 'joiner'
  | 'crowd-admin'
  | 'analyst'
  | 'no-pool'
  | 'calendar'
  | 'sso'
  | 'one-a-day';

export type Quota = { allowed: number; used: number };
export type Quotas = Record<string, Quota>;

export type Privilege = {
  granted: boolean;
  expiration_date?: number | null;
  inherited_from?: string;
  inherited_via?: string;
};
export type Privileges = Record<string, Privilege>;

/** Attributes with VirusTotal's names; an absent name is absent in every response. */
export type AccountAttributes = {
  first_name?: string;
  last_name?: string;
  email?: string;
  has_2fa?: boolean;
  last_login?: number;
  preferences?: Record<string, unknown>;
  privileges?: Privileges;
  profile_phrase?: string;
  quotas?: Quotas;
  reputation: number;
  status: string;
  user_since: number;
  [undocumented: string]: unknown;
};

/** A user or a service account. `apikey` is added to the attributes from `key` if a response may show it. */
export type Account = {
  type: 'user' | 'service_account';
  id: string;
  /** null: revoked */
  key: string | null;
  attributes: AccountAttributes;
  apiGroup: string | null;
  intelligenceGroup: string | null;
  monitorGroup: string | null;
  /** the sizes of the account's generated lists of posts and hunting data */
  lists: Lists;
  /** true: requests by this account never change its figures (the documents' own example must stay as published) */
  frozen: boolean;
};

export type Lists = {
  comments: number;
  mentions: number;
  graphs: number;
  hunting_rulesets: number;
  hunting_notifications: number;
  retrohunt_jobs: number;
};

export type GroupAttributes = {
  auto_add_users?: string[];
  organization?: string;
  organization_legal_name?: string;
  privileges?: Privileges;
  quotas: Quotas;
  [more: string]: unknown;
};

export type Group = {
  id: string;
  attributes: GroupAttributes;
  users: string[];
  administrators: string[];
  serviceAccounts: string[];
  /** USER_ROLE_* by account id */
  roles: Record<string, string[]>;
  frozen: boolean;
};

/** Response shapes on which the documents contradict each other or are silent: each is an option. */
export type Variants = {
  /** full: the four sections that official scripts read; bare: bare names, two sections; unwrapped: no `data` */
  apiUsage: 'full' | 'bare' | 'unwrapped';
  /** null: `expiration_date: null` on every privilege without a date */
  expirationDate: 'absent' | 'null';
  overallQuotas: 'complete' | 'no-user' | 'no-group' | 'forbidden';
  meta: 'present' | 'missing';
  /** foreign: the next-page link leads to another server; missing: only `meta.cursor` leads on */
  nextLink: 'absolute' | 'http' | 'path' | 'no-www' | 'foreign' | 'missing';
  cursor: 'opaque' | 'number';
  groupForOutsiders: 'reduced' | 'forbidden';
  forbiddenRelationship: 'omit' | 'fail';
  noRelatedObject: 'null' | 'not-found';
  membership: 'false' | 'not-found';
  /** whether a service account may read its own `groups`; the document allows it for the group's administrators only */
  serviceAccountGroups: 'admins-only' | 'visible';
  /** minute: only the request rate refuses; all: a used-up hour, day or month also refuses billable requests */
  enforce: 'minute' | 'all' | 'nothing';
  /** the role next to a group's attributes */
  role: 'present' | 'missing';
  /** how responses write numbers; sparse: `used` is left out where it is zero; words: no quota of API requests can be read */
  figures: 'numbers' | 'text' | 'used-text' | 'sparse' | 'words';
  /** whether a free account's month has its allowance or the value for "no cap" */
  freeMonth: 'capped' | 'uncapped';
  /** four-parts: ruleset, hash, SHA-256 of the file, time */
  notificationIds: 'three-parts' | 'four-parts';
  /** the type of a service account's object: some answers call it a user */
  serviceAccountType: 'service_account' | 'user';
  /** how "no personal cap" is written */
  noCap: 'sentinel' | 'minus-one' | 'beyond-counting';
};

export type World = {
  /** ms since the epoch: dates are relative to it */
  readonly start: number;
  accounts: Map<string, Account>;
  groups: Map<string, Group>;
  variants: Variants;
  /** returns the account of this id, created on demand for the crowd; throws if there is none */
  account(id: string): Account;
  group(id: string): Group;
  find(id: string): Account | undefined;
  findByKey(key: string): Account | undefined;
  findByEmail(email: string): Account | undefined;
  groupsOf(id: string): Group[];
  managedBy(id: string): Group[];
  /** gives the account another id; the old one is unknown from then on */
  rename(id: string, newId: string): void;
  /** sets a new key for the account; the old one is refused from then on */
  rotateKey(id: string): string;
  revokeKey(id: string): void;
  /** refuses every cursor issued so far */
  expireCursors(): void;
  readonly cursorEpoch: number;
};

export type Clock = { now(): number; set(ms: number): void; advance(ms: number): void };

export type Recorded = {
  /** ms since the epoch, by the fake's clock */
  at: number;
  method: string;
  /** full, with query */
  path: string;
  /** template, such as `/users/{id}` */
  route: string;
  /** id of the account whose key was sent; null: none or unknown */
  caller: string | null;
  /** 0: no response (yet) */
  status: number;
  /** was charged to the caller's quota */
  costsQuota: boolean;
  /** the route is not documented as free, so it may cost, whatever the response was */
  mayCost: boolean;
};

export type ApiObject = {
  type: string;
  id: string;
  links?: Record<string, string>;
  attributes?: Record<string, unknown>;
  context_attributes?: Record<string, unknown>;
  relationships?: Record<string, unknown>;
};

/** A list that is generated when it is read. */
export type Series = { readonly length: number; at(index: number): ApiObject };
