// Every list of a user, group or service account: where it is and what it contains. A single object is a list of one and usage
// a list of days, so that all are loaded, stored and followed in the same way.
import { type Comment, readComment } from './resources/comment.ts';
import { type HuntingFile, readHuntingFile } from './resources/hunting-file.ts';
import { type Graph, readGraph } from './resources/graph.ts';
import { type Group, readGroup } from './resources/group.ts';
import { type Member, memberAttributes, readMember } from './resources/member.ts';
import { type HuntingNotification, readHuntingNotification } from './resources/hunting-notification.ts';
import { type Page, readPage, readSingle, readSingleOrNone } from './pagination.ts';
import type { Decoder } from './decode.ts';
import { readRetrohuntJob, type RetrohuntJob } from './resources/retrohunt-job.ts';
import { readHuntingRuleset, type HuntingRuleset } from './resources/hunting-ruleset.ts';
import { toIsoDay } from '../common/time-units.ts';
import { readUsage, type UsageDay, daysInPage, usageQuery } from './resources/usage.ts';
import { idSegment } from './api-path.ts';

/** The items of each list, newest first where they have dates. */
export type ListItems = {
  // of a user or service account
  groups: Group;
  groupsManaged: Group;
  apiQuotaGroup: Group;
  intelligenceQuotaGroup: Group;
  comments: Comment;
  mentions: Comment;
  graphs: Graph;
  rulesets: HuntingRuleset;
  notifications: HuntingNotification;
  notificationFiles: HuntingFile;
  retrohuntJobs: RetrohuntJob;
  usage: UsageDay;
  // of a group
  group: Group;
  members: Member;
  membersWithout2fa: Member;
  administrators: Member;
  serviceAccounts: Member;
  /** Members by their use of one quota this month, largest first. The list's detail is the quota's name. */
  consumers: Member;
  groupUsage: UsageDay;
  // of a service account, for administrators of its group
  serviceAccount: Member;
  serviceAccountGroups: Group;
};

export type ListName = keyof ListItems;

/** `serviceAccount`: the owner is a service account, although users have this list as well. */
export type ListAddress<L extends ListName = ListName> = {
  list: L;
  owner: string;
  detail?: string;
  serviceAccount?: boolean;
};

type Source<T> = {
  of: 'users' | 'groups' | 'service_accounts';
  /** The path below the owner; `{detail}` is replaced. */
  path?: string;
  query?: Record<string, string>;
} & ({ form: 'many' | 'one' | 'one-or-none'; read: Decoder<T> } | { form: 'usage'; read?: never });

const members = { form: 'many', read: readMember, query: { attributes: memberAttributes } } as const;
const quotaGroup = { of: 'users', form: 'one-or-none', read: readGroup } as const;
const groups = { path: 'groups', form: 'many', read: readGroup } as const;

type Sources = { [L in ListName]: Source<ListItems[L]> };
const sources: Sources = {
  groups: { of: 'users', ...groups },
  groupsManaged: { of: 'users', ...groups, path: 'groups_managed' },
  apiQuotaGroup: { ...quotaGroup, path: 'api_quota_group' },
  intelligenceQuotaGroup: { ...quotaGroup, path: 'intelligence_quota_group' },
  comments: { of: 'users', path: 'comments', form: 'many', read: readComment },
  mentions: { of: 'users', path: 'mentions', form: 'many', read: readComment },
  graphs: { of: 'users', path: 'graphs', form: 'many', read: readGraph },
  rulesets: { of: 'users', path: 'hunting_rulesets', form: 'many', read: readHuntingRuleset },
  notifications: { of: 'users', path: 'hunting_notifications', form: 'many', read: readHuntingNotification },
  notificationFiles: { of: 'users', path: 'hunting_notification_files', form: 'many', read: readHuntingFile },
  retrohuntJobs: { of: 'users', path: 'retrohunt_jobs', form: 'many', read: readRetrohuntJob },
  usage: { of: 'users', path: 'api_usage', form: 'usage' },
  group: { of: 'groups', form: 'one', read: readGroup },
  members: { of: 'groups', path: 'users', ...members },
  membersWithout2fa: {
    ...members,
    of: 'groups',
    path: 'users',
    // VirusTotal does not show `has_2fa` of members to administrators, but they may filter by it.
    query: { ...members.query, filter: '2fa_enabled:false' },
  },
  administrators: { of: 'groups', path: 'administrators', ...members },
  serviceAccounts: { of: 'groups', path: 'service_accounts', form: 'many', read: readMember },
  consumers: {
    ...members,
    of: 'groups',
    path: 'users_consuming_quota/{detail}',
    query: { ...members.query, order: 'desc' },
  },
  groupUsage: { of: 'groups', path: 'api_usage', form: 'usage' },
  serviceAccount: { of: 'service_accounts', form: 'one', read: readMember },
  serviceAccountGroups: { of: 'service_accounts', ...groups },
};

export const isListName = (name: string): name is ListName => Object.hasOwn(sources, name);

/** Usage is documented as free of quota. */
export const isFree = (list: ListName): boolean => sources[list].form === 'usage';

// The relationships in the Service Account documentation. The others are documented under `/users/` only.
const documented = new Set(['api_quota_group', 'intelligence_quota_group', 'groups', 'comments', 'mentions']);

const pageLimit = '40';

/** `endsWith`: the HTTP status of a refusal that means the end of the list. */
export type ListRequest<T> = { path: string; endsWith?: number; read: (answer: unknown) => Page<T> };

/**
 * The request for a page of a list.
 * @param now milliseconds since the epoch
 */
export function listRequest<L extends ListName>(
  { list, owner, detail = '', serviceAccount = false }: ListAddress<L>,
  cursor: string | undefined,
  now: number,
): ListRequest<ListItems[L]> {
  const source: Source<ListItems[L]> = sources[list];
  const { of, path, query, form } = source;
  const collection = serviceAccount && documented.has(path ?? '') ? 'service_accounts' : of;
  const subpath = path === undefined ? '' : `/${path.replace('{detail}', () => idSegment(detail))}`;
  const base = `/${collection}/${idSegment(owner)}${subpath}`;
  const pathWith = (params: Record<string, string>) => `${base}?${new URLSearchParams(params).toString()}`;
  switch (form) {
    case 'many': {
      const next = cursor === undefined ? {} : { cursor };
      // Without a date VirusTotal counts the month, whatever the quota.
      const day = list === 'consumers' && detail === 'api_requests_daily' ? { period: toIsoDay(now) } : {};
      const read = (answer: unknown) => readPage(answer, source.read, cursor);
      return { path: pathWith({ ...query, ...day, limit: pageLimit, ...next }), read };
    }
    case 'one':
      return { path: base, read: (answer) => readSingle(answer, source.read) };
    case 'one-or-none':
      return { path: base, endsWith: 404, read: (answer) => readSingleOrNone(answer, source.read) };
    case 'usage': {
      const days = daysInPage(cursor, now);
      const older = cursor !== undefined;
      const read = (answer: unknown) => readUsage(answer, days, older) as Page<ListItems[L]>;
      // One of VirusTotal's own scripts says that only 30 days are kept.
      return { path: pathWith(usageQuery(days)), ...(older && { endsWith: 400 }), read };
    }
  }
}
