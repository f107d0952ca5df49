// What a stored account sees of a group: the group itself, the shared pools, and - for administrators, when asked - its people.
import type { Freshness } from '../../../core/messages.ts';
import { listKey, type ListKey } from '../../../core/storage/list-schema.ts';
import { currentAccount, type State } from '../../../core/storage/schema.ts';
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import type { Group } from '../../../core/virustotal/resources/group.ts';
import {
  type Account,
  quotaStatusesOf,
  type Timestamped,
  type Failure,
} from '../../../core/domain/account.ts';
import { privilegeStatuses } from '../../../core/domain/privilege.ts';
import { quotaStatus, type QuotaStatus } from '../../../core/domain/quota.ts';
import type { GroupLookup } from '../../../core/domain/lookup.ts';
import { errorOf } from '../api/retry-policy.ts';
import { countLoadable, loadedList, loadStale, memberList } from '../lists/list-cache.ts';
import type { Viewer } from './user-lookup.ts';
import { administers, groupOf, roleIn } from './group-roles.ts';
import { currentState, findAccount } from '../storage/account-store.ts';
import { limitToCache } from './quota-guard.ts';
import { looksLikeKey } from '../../../core/common/ids.ts';

/** Of the quotas that VirusTotal lists consumers of, those that are asked for here; the full page has all. */
const consumed = [
  'api_requests_daily',
  'api_requests_monthly',
  'intelligence_searches_monthly',
  'intelligence_downloads_monthly',
];

/**
 * What can be seen of a group: nothing to pay for a member, whose groups are read once a day anyway; else one request a day.
 * @returns undefined where nothing is known and `ask` allows no request
 * @throws VirusTotalError when nothing can be known, and for an id that could be somebody's API key: it is never sent
 */
export async function lookUpGroup({
  id,
  ask: wanted,
}: {
  id: string;
  ask: Freshness;
}): Promise<GroupLookup | undefined> {
  if (looksLikeKey(id)) throw new VirusTotalError('not-found');
  const state = await currentState();
  const { viewer, anotherMaySeeMore } = await chooseGroupViewer(state, id);
  if (!viewer) throw new VirusTotalError('no-key');
  const ask = limitToCache(wanted, state, viewer);
  const isMember = groupOf(viewer, id) !== undefined;
  const key = listKey('group', id);
  const wants = ask === 'fresh' || (ask !== 'known' && !isMember);
  const read = wants ? await loadStale(viewer.id, [key], 1, ask === 'fresh') : { cost: 0 };
  const group = await knownGroup(viewer, id);
  if (!group && !wants) return undefined;
  if (!group) throw errorOf(read.failure, Date.now());
  const before = groupDetailsOf(viewer, group);
  const consumers = consumersOf(group.value.id, before.quotas);
  const asked = ask === 'more' ? await loadPeople(viewer, group.value, consumers) : {};
  // A refusal tells that the account administers nothing here, and more than that it need not say.
  const failure = asked.failure?.kind === 'forbidden' ? undefined : (asked.failure ?? read.failure);
  const people = await loadedPeople(viewer, group.value, consumers);
  return {
    ...before,
    ...people,
    ...(failure && { failure }),
    cost: read.cost + (asked.cost ?? 0),
    viewer: viewer.id,
    accountCount: state.accounts.length,
    anotherMaySeeMore: anotherMaySeeMore && people.standing !== 'administrator',
  };
}

/** Who administers the group sees most, then a member who may do so, then another member. */
export async function chooseGroupViewer(state: State, id: string): Promise<Viewer> {
  const current = currentAccount(state);
  const rated = await Promise.all(
    state.accounts.map(async (account) => {
      const is = await administers(account, id);
      const isMember = groupOf(account, id) !== undefined;
      const mayBe = isMember && is === undefined;
      const rank = (is ? 3 : 0) + (isMember ? 1 : 0) + (mayBe ? 1 : 0);
      return { account, mayBe, rank: rank + (account.id === current?.id ? 0.5 : 0) };
    }),
  );
  const viewer = rated.toSorted((a, b) => b.rank - a.rank)[0]?.account;
  return { viewer, anotherMaySeeMore: rated.some(({ account, mayBe }) => mayBe && account !== viewer) };
}

/** The newest of what was read of the group: among the account's groups, or by itself. */
async function knownGroup(viewer: Account, id: string): Promise<Timestamped<Group> | undefined> {
  const account = (await findAccount(viewer.id)) ?? viewer;
  const listed = groupOf(account, id);
  const alone = await loadedList(viewer.id, listKey('group', id));
  const [value] = alone?.items ?? [];
  const found = [
    ...(listed && account.groups ? [{ at: account.groups.at, value: listed }] : []),
    ...(value && alone ? [{ at: alone.at, value }] : []),
  ];
  return found.toSorted((a, b) => b.at - a.at)[0];
}

function groupDetailsOf(
  viewer: Account,
  group: Timestamped<Group>,
): Pick<GroupLookup, 'group' | 'privileges' | 'quotas' | 'quotasAt'> {
  const { privileges } = group.value;
  const now = Date.now();
  return {
    group,
    ...(privileges && { privileges: privilegeStatuses(privileges, now) }),
    ...poolsOf(viewer, group, now),
  };
}

/** What the account is in the group; undefined for a member whose role is not known. */
async function standingOf(viewer: Account, group: Group): Promise<GroupLookup['standing']> {
  const isAdministrator = await administers(viewer, group.id);
  if (isAdministrator) return 'administrator';
  // VirusTotal documents a group's privileges and quotas for its members.
  const isInside = groupOf(viewer, group.id) ?? group.privileges ?? group.quotas;
  const isMember = isInside !== undefined || (await roleIn(viewer, group.id)) === 'user';
  if (!isMember) return 'outsider';
  return isAdministrator === false ? 'member' : undefined;
}

/** The group's quotas. Where the account draws on its pools its own reading, which is free and often, is the newer one. */
function poolsOf(
  viewer: Account,
  { at, value: { id, quotas = [] } }: Timestamped<Group>,
  now: number,
): Pick<GroupLookup, 'quotas' | 'quotasAt'> {
  const newer = (viewer.quotas?.at ?? 0) > at ? quotaStatusesOf(viewer, now) : [];
  const drawn = new Map(newer.filter(({ pool }) => pool?.from === id).map((vital) => [vital.name, vital]));
  const readAt = (name: string): number => (drawn.has(name) ? (viewer.quotas?.at ?? at) : at);
  const vitals = quotas.map(({ name, ...figures }) => {
    const { used = figures.used, allowed = figures.allowed } = drawn.get(name)?.pool ?? {};
    const group = { ...(used !== undefined && { used }), ...(allowed !== undefined && { allowed }) };
    return quotaStatus({ name, group }, readAt(name), now);
  });
  return { quotas: vitals, quotasAt: Math.min(...quotas.map(({ name }) => readAt(name))) };
}

type Consumers = readonly (readonly [quota: string, key: ListKey<'consumers'>])[];

const consumersOf = (id: string, quotas: readonly QuotaStatus[]): Consumers =>
  consumed
    .filter((name) => quotas.some((vital) => vital.name === name && vital.state !== 'none'))
    .map((quota) => [quota, listKey('consumers', id, quota)] as const);

/** Members without 2FA and administrators. */
const headsOf = (id: string) => [listKey('membersWithout2fa', id), listKey('administrators', id)] as const;

/** What was read of the people, and what there is to ask for; nothing where the account does not administer the group. */
async function loadedPeople(
  viewer: Account,
  group: Group,
  consumers: Consumers,
): Promise<Pick<GroupLookup, 'standing' | 'without2fa' | 'administrators' | 'consumers' | 'loadCost'>> {
  const standing = await standingOf(viewer, group);
  if (isClosed(standing)) return { ...(standing && { standing }), consumers: [], loadCost: 0 };
  const [missing, heads] = headsOf(group.id);
  const [without2fa, administrators] = await Promise.all([
    loadedList(viewer.id, missing),
    loadedList(viewer.id, heads),
  ]);
  const most = consumers.map(async ([quota, key]) => {
    const list = await loadedList(viewer.id, key);
    return list ? [{ quota, people: memberList(list) }] : [];
  });
  return {
    ...(standing && { standing }),
    ...(without2fa && { without2fa: memberList(without2fa) }),
    ...(administrators && { administrators: memberList(administrators) }),
    consumers: (await Promise.all(most)).flat(),
    loadCost: await countLoadable(
      viewer.id,
      [missing, heads, ...consumers.map(([, key]) => key)],
      standing === 'administrator',
    ),
  };
}

const isClosed = (standing: GroupLookup['standing']): boolean =>
  standing === 'member' || standing === 'outsider';

/** Members as far as they go in ten requests each; of consumers the first page, which has the largest. */
async function loadPeople(
  viewer: Account,
  group: Group,
  consumers: Consumers,
): Promise<{ cost?: number; failure?: Failure }> {
  if (isClosed(await standingOf(viewer, group))) return {};
  const first = await loadStale(viewer.id, headsOf(group.id));
  if (first.failure) return first;
  const second = await loadStale(
    viewer.id,
    consumers.map(([, key]) => key),
    1,
  );
  return { ...second, cost: first.cost + second.cost };
}
