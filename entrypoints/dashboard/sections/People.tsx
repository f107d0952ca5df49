// The people of a group in one table, as its administrator sees them: use, share, cap, 2FA, role.
import { i18n } from '#i18n';
import { useMemo, useState } from 'preact/hooks';
import { CopyButton } from '../../../components/CopyButton.tsx';
import { useSteadyNow } from '../../../components/use-now.ts';
import { memberWithCap } from '../../../core/domain/export-caps.ts';
import {
  capSummary,
  emailsOf,
  joinPeople,
  type PeopleList,
  type Person,
} from '../../../core/domain/people.ts';
import { hasEnded, windowOf } from '../../../core/domain/quota-window.ts';
import { capText, twoFactorText } from '../../../core/presentation/people-text.ts';
import { type ListKey, listKey } from '../../../core/storage/list-schema.ts';
import { type ListView, useList } from '../../../core/store/list-store.ts';
import type { Group } from '../../../core/virustotal/resources/group.ts';
import type { Member } from '../../../core/virustotal/resources/member.ts';
import { peopleColumns } from '../columns/people.tsx';
import { FollowedListSection } from '../lists/ListSection.tsx';
import { ListStatus } from '../lists/ListStatus.tsx';
import { LoadMore } from '../lists/LoadControls.tsx';
import { createLoading } from '../lists/use-loading.ts';

const daily = 'api_requests_daily';
const monthly = 'api_requests_monthly';

/** The lists that complete the members of a group: who has no 2FA, and who used how much today and this month. */
export const companionsOf = (id: string) =>
  [
    listKey('membersWithout2fa', id),
    listKey('consumers', id, daily),
    listKey('consumers', id, monthly),
  ] as const;

export type PeopleProps = { account: string; id: string; group: Group | undefined };

export function People({ account, id, group }: PeopleProps) {
  const companions = useMemo(() => companionsOf(id), [id]);
  const [withoutKey, todayKey, monthKey] = companions;
  const [without, today, month] = [
    useList(account, withoutKey),
    useList(account, todayKey),
    useList(account, monthKey),
  ];
  const members = useList(account, listKey('members', id));
  const now = useSteadyNow(members);
  const lists = useMemo(
    () => ({
      withoutTwoFactor: peopleList(without),
      today: currentList(today, daily, now),
      month: currentList(month, monthly, now),
    }),
    [without, today, month, now],
  );
  const used = group?.quotas?.find(({ name }) => name === monthly)?.used;
  const people = useMemo(() => joinPeople(members.items, lists, used), [members, lists, used]);
  const [isFiltered, setFiltered] = useState(false);
  const isReplaced = group?.singleSignOn === true;
  const columns = useMemo(() => peopleColumns(isReplaced), [isReplaced]);
  const rows = useMemo(
    () => (isFiltered ? people.filter(({ has2fa }) => has2fa === false) : people),
    [people, isFiltered],
  );
  return (
    <FollowedListSection
      view={members}
      place="members"
      account={account}
      list={listKey('members', id)}
      companions={companions}
      title={i18n.t('dashboard.members.title')}
      columns={columns}
      accessHint={i18n.t('dashboard.members.access')}
      empty={i18n.t('dashboard.members.empty')}
      rowsOf={() => rows}
      isFiltered={isFiltered}
      jsonOf={memberWithCap}
      footer={companions.map((key, place) => (
        <CompanionStatus key={key} account={account} list={key} view={[without, today, month][place]} />
      ))}
      tools={(shown) => (
        <CopyButton text={emailsOf(shown).join(', ')} label={i18n.t('dashboard.members.copy_emails')} />
      )}
    >
      <Summary
        people={people}
        withoutTwoFactor={lists.withoutTwoFactor}
        singleSignOn={group?.singleSignOn}
        isFiltered={isFiltered}
        onFilter={setFiltered}
      />
    </FollowedListSection>
  );
}

const peopleList = ({ state, items }: ListView<Member>): PeopleList | undefined =>
  state?.at === undefined
    ? undefined
    : { items, isComplete: state.status === 'complete' && items.length === state.loaded };

/** Use of a day or month that has ended says nothing of the current one. */
const currentList = (view: ListView<Member>, quota: string, now: number): PeopleList | undefined =>
  view.state?.at === undefined || hasEnded(windowOf(quota), view.state.at, now)
    ? undefined
    : peopleList(view);

type SummaryProps = {
  people: readonly Person[];
  withoutTwoFactor: PeopleList | undefined;
  singleSignOn: Group['singleSignOn'];
  isFiltered: boolean;
  onFilter: (isFiltered: boolean) => void;
};

/** The answers, above the table that they are taken from. */
function Summary({ people, withoutTwoFactor, singleSignOn, isFiltered, onFilter }: SummaryProps) {
  const caps = capSummary(people);
  return (
    <>
      {withoutTwoFactor && <p>{twoFactorText(withoutTwoFactor, singleSignOn)}</p>}
      {caps && <p>{capText(caps)}</p>}
      {withoutTwoFactor && withoutTwoFactor.items.length > 0 && (
        <label class="pick">
          <input
            type="checkbox"
            checked={isFiltered}
            onChange={({ currentTarget }) => onFilter(currentTarget.checked)}
          />
          {i18n.t('dashboard.members.only_without_2fa')}
        </label>
      )}
    </>
  );
}

type CompanionStatusProps = { account: string; list: ListKey; view: ListView<unknown> | undefined };

/** What failed or is left of a list that completes the table. While all goes well, nothing. */
function CompanionStatus({ account, list, view }: CompanionStatusProps) {
  const loading = useMemo(() => createLoading(account, list), [account, list]);
  const state = view?.state;
  if (!state || state.status === 'complete' || state.status === 'loading') return null;
  const title = companionTitle(list);
  return (
    <>
      <ListStatus
        title={title}
        state={state}
        accessHint={i18n.t('dashboard.group.admins_only')}
        loading={loading}
      />
      <LoadMore title={title} state={state} loading={loading} />
    </>
  );
}

function companionTitle(list: ListKey): string {
  if (list.startsWith('membersWithout2fa')) return i18n.t('dashboard.without_2fa.title');
  return i18n.t(`dashboard.column.${list.endsWith(daily) ? 'used_today' : 'used_month'}`);
}
