// The words the fake VirusTotal shares: what the world holds, in VirusTotal's own field names.

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
  | 'crowd-admin';

export type Quota = { allowed: number; used: number };
export type Quotas = Record<string, Quota>;

export type Privilege = {
  granted: boolean;
  expiration_date?: number | null;
  inherited_from?: string;
  inherited_via?: string;
};
export type Privileges = Record<string, Privilege>;

/** Attributes in VirusTotal's names; a name left out is left out of every answer. */
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

/** A person or a service account. `apikey` is added to the attributes from `key` when an answer may show it. */
export type Account = {
  type: 'user' | 'service_account';
  id: string;
  /** null: revoked */
  key: string | null;
  attributes: AccountAttributes;
  apiGroup: string | null;
  intelligenceGroup: string | null;
  monitorGroup: string | null;
  /** what the account has posted and hunts: the sizes of its generated lists */
  lists: Lists;
  /** true: requests by this account never move its figures (the documents' own example must stay as printed) */
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

/** Shapes in which the documents contradict each other or say nothing: every one is a switch. */
export type Variants = {
  /** full: the four sections as official scripts read them; bare: bare names, two sections; unwrapped: no `data` */
  apiUsage: 'full' | 'bare' | 'unwrapped';
  /** null: `expiration_date: null` on every privilege without a date */
  expirationDate: 'absent' | 'null';
  overallQuotas: 'complete' | 'no-user' | 'no-group';
  meta: 'present' | 'missing';
  groupForOutsiders: 'reduced' | 'forbidden';
  forbiddenRelationship: 'omit' | 'fail';
  noRelatedObject: 'null' | 'not-found';
  membership: 'false' | 'not-found';
  /** may a service account read its own `groups`? The document says: only the group's admins */
  serviceAccountGroups: 'admins-only' | 'visible';
  /** minute: only the request rate refuses; all: a spent hour, day or month refuses billable calls as well */
  enforce: 'minute' | 'all' | 'nothing';
  /** the role beside a group's attributes */
  role: 'present' | 'missing';
};

export type World = {
  /** ms since the epoch: what is dated is dated relative to it */
  readonly start: number;
  accounts: Map<string, Account>;
  groups: Map<string, Group>;
  variants: Variants;
  /** the account of this id, made on demand for the crowd; throws if there is none */
  account(id: string): Account;
  group(id: string): Group;
  find(id: string): Account | undefined;
  findByKey(key: string): Account | undefined;
  findByEmail(email: string): Account | undefined;
  groupsOf(id: string): Group[];
  managedBy(id: string): Group[];
  /** a new key for the account; the old one is refused from now on */
  rotateKey(id: string): string;
  revokeKey(id: string): void;
  /** every cursor handed out so far is refused from now on */
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
  /** id of the account whose key came along; null: none or unknown */
  caller: string | null;
  /** 0: not (yet) answered */
  status: number;
  /** was charged to the caller's quota */
  costsQuota: boolean;
  /** the route is not among the documented free ones: it may cost, whatever the answer was */
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

/** A list that is made as it is read. */
export type Series = { readonly length: number; at(index: number): ApiObject };
