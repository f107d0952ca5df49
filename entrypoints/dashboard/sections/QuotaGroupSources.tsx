// Which group pays for API requests and which for VirusTotal Intelligence.
import { i18n } from '#i18n';
import { useMemo } from 'preact/hooks';
import { DefinitionList } from '../../../components/DefinitionList.tsx';
import { useList } from '../../../core/store/list-store.ts';
import { listKey } from '../../../core/storage/list-schema.ts';
import type { Account } from '../../../core/domain/account.ts';
import { FirstLoad } from '../lists/LoadControls.tsx';
import { ListStatus } from '../lists/ListStatus.tsx';
import { createLoading } from '../lists/use-loading.ts';
import { hrefOf } from '../route.ts';
import { Section, DataSource } from './Section.tsx';
import { Name } from '../../../components/Name.tsx';

const quotaGroups = [
  ['api_quota_group', 'apiQuotaGroup', 'api'],
  ['intelligence_quota_group', 'intelligenceQuotaGroup', 'intelligence'],
] as const;

export function QuotaGroupSources({ account }: { account: Account }) {
  const definitions = quotaGroups.map(([field, list, family]) => ({
    name: i18n.t(`dashboard.field.${field}`),
    value: (
      <QuotaGroup account={account} list={list} family={family} name={i18n.t(`dashboard.field.${field}`)} />
    ),
  }));
  return (
    <Section
      title={i18n.t('dashboard.quota_groups')}
      meta={<DataSource at={account.user?.at} text={i18n.t('dashboard.loaded_with_account')} />}
    >
      <DefinitionList definitions={definitions} />
    </Section>
  );
}

type QuotaGroupProps = {
  account: Account;
  list: (typeof quotaGroups)[number][1];
  family: (typeof quotaGroups)[number][2];
  name: string;
};

function QuotaGroup({ account, list, family, name }: QuotaGroupProps) {
  const key = listKey(list, account.id);
  const { isReady, state, items } = useList(account.id, key);
  const loading = useMemo(() => createLoading(account.id, key), [account.id, key]);
  const id = items[0]?.id ?? account.user?.value[list] ?? poolOf(account, family);
  if (id !== undefined) return <GroupLink account={account} id={id} organization={items[0]?.organization} />;
  if (state?.status === 'complete') return <>{i18n.t('dashboard.quota_group_none')}</>;
  return (
    <>
      {i18n.t('dashboard.quota_group_unknown')}
      {isReady && !state && <FirstLoad title={name} loading={loading} one />}
      {state && (
        <ListStatus
          title={name}
          state={state}
          accessHint={i18n.t('dashboard.owner_and_admins')}
          loading={loading}
        />
      )}
    </>
  );
}

/** The group whose pool the quotas name, which needs no request. */
const poolOf = ({ quotas }: Account, family: string): string | undefined =>
  quotas?.value.find(({ name, group }) => name.startsWith(`${family}_`) && group?.from !== undefined)?.group
    ?.from;

type GroupLinkProps = { account: Account; id: string; organization: string | undefined };

function GroupLink({ account, id, organization }: GroupLinkProps) {
  const ownGroup = account.groups?.value.groups.find((group) => group.id === id);
  const name = organization ?? ownGroup?.organization;
  return (
    <>
      <a href={hrefOf('groups', id)}>
        <Name text={id} />
      </a>
      {name !== undefined && (
        <small>
          <Name text={name} />
        </small>
      )}
    </>
  );
}
