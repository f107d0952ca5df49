// The page of a service account as an administrator of its group sees it.
import { i18n } from '#i18n';
import { useMemo } from 'preact/hooks';
import { UpdatedAgo } from '../../../components/UpdatedAgo.tsx';
import { useNow } from '../../../components/use-now.ts';
import { useList } from '../../../core/store/list-store.ts';
import { listKey } from '../../../core/storage/list-schema.ts';
import type { Account } from '../../../core/domain/account.ts';
import { quotaStatusesOf } from '../../../core/domain/account.ts';
import { groupColumns } from '../columns/groups.tsx';
import { ListSection } from '../lists/ListSection.tsx';
import { FirstLoad, ReloadList } from '../lists/LoadControls.tsx';
import { ListStatus } from '../lists/ListStatus.tsx';
import { createLoading } from '../lists/use-loading.ts';
import { Heading, Section, Quiet } from '../sections/Section.tsx';
import { Usage } from '../sections/Usage.tsx';
import { Preferences } from '../sections/Preferences.tsx';
import { Profile } from '../sections/Profile.tsx';
import { Privileges, Quotas } from '../sections/Quotas.tsx';
import { InvalidFields } from '../sections/InvalidFields.tsx';
import { Name } from '../../../components/Name.tsx';

export function ServiceAccountPage({ account, id }: { account: Account; id: string }) {
  const list = listKey('serviceAccount', id);
  const { isReady, state, items } = useList(account.id, list);
  const loading = useMemo(() => createLoading(account.id, list), [account.id, list]);
  const title = i18n.t('dashboard.service.about');
  const accessHint = i18n.t('dashboard.service.access');
  const [service] = items;
  // Its use was loaded with the list of its group's service accounts.
  const isFollowed = useList(account.id, listKey('usage', id)).state !== undefined;
  const at = state?.at;
  const now = useNow();
  const common = { owner: id, at, cost: i18n.t('dashboard.loaded_with_account'), hidden: accessHint };
  const quotas = service && at !== undefined ? quotaStatusesOf({ user: { at, value: service } }, now) : [];
  return (
    <>
      <Heading lead={i18n.t('dashboard.service.lead')}>
        <Name text={id} />
      </Heading>
      <Section
        title={title}
        meta={at !== undefined && <UpdatedAgo at={at} />}
        actions={at !== undefined && <ReloadList title={title} state={state} loading={loading} />}
      >
        {service && <Profile user={service} />}
        {isReady && !state && <Quiet>{i18n.t('dashboard.service.unread')}</Quiet>}
        {isReady && !state && <FirstLoad title={title} loading={loading} one />}
        {state && <ListStatus title={title} state={state} accessHint={accessHint} loading={loading} />}
        <InvalidFields invalidFields={service?.invalidFields ?? []} />
      </Section>
      <Usage
        account={account.id}
        owner={id}
        isKnown={service !== undefined || isFollowed}
        of="usage"
        accessHint={i18n.t('dashboard.usage_access')}
      />
      {service && (
        <>
          <Quotas {...common} quotas={quotas} />
          <Privileges {...common} privileges={service.privileges} />
          <Preferences owner={id} groups={service.preferences} at={at} />
        </>
      )}
      <ListSection
        account={account.id}
        list={listKey('serviceAccountGroups', id)}
        title={i18n.t('dashboard.service.groups')}
        columns={groupColumns()}
        accessHint={i18n.t('dashboard.group_list.access_service')}
        empty={i18n.t('dashboard.service.groups_empty')}
      />
    </>
  );
}
