// The page of a group: what can be run now, quotas, usage, what ends soon, its people; then the rest, and who it is last.
import { i18n } from '#i18n';
import { useMemo } from 'preact/hooks';
import { UpdatedAgo } from '../../../components/UpdatedAgo.tsx';
import { ExternalLink } from '../../../components/Item.tsx';
import { ExportButtons } from '../../../components/ExportButtons.tsx';
import { useNow } from '../../../components/use-now.ts';
import { listKey } from '../../../core/storage/list-schema.ts';
import type { Group } from '../../../core/virustotal/resources/group.ts';
import type { Account } from '../../../core/domain/account.ts';
import { quotaStatus } from '../../../core/domain/quota.ts';
import { userUsageColumns } from '../columns/quotas.ts';
import { FirstLoad, ReloadList } from '../lists/LoadControls.tsx';
import { LocalTable } from '../lists/LocalTable.tsx';
import { ListStatus } from '../lists/ListStatus.tsx';
import { createLoading } from '../lists/use-loading.ts';
import { Ends } from '../sections/Ends.tsx';
import { GroupDetails } from '../sections/GroupDetails.tsx';
import { GroupPeople } from '../sections/GroupPeople.tsx';
import { Heading, Section, Quiet, DataSource } from '../sections/Section.tsx';
import { Privileges, Quotas } from '../sections/Quotas.tsx';
import { InvalidFields } from '../sections/InvalidFields.tsx';
import { Usage } from '../sections/Usage.tsx';
import { type GroupState, useGroup } from '../sections/use-group.ts';
import { groupUrl } from '../../../core/common/urls.ts';
import { Name } from '../../../components/Name.tsx';

export function GroupPage({ account, id }: { account: Account; id: string }) {
  const groupState = useGroup(account, id);
  const { group, at = 0, isReady, administers } = groupState;
  // Where the role is unknown VirusTotal decides.
  const mayAdminister = administers !== false;
  const about = <About account={account} id={id} groupState={groupState} />;
  return (
    <>
      <Heading lead={i18n.t('dashboard.group.lead')}>
        <Name text={id} />
      </Heading>
      {!group && about}
      {group && <GroupQuotas group={group} at={at} />}
      {isReady && mayAdminister && (
        <Usage
          account={account.id}
          owner={id}
          isKnown={group !== undefined}
          of="groupUsage"
          accessHint={i18n.t('dashboard.group_usage_access')}
        />
      )}
      {isReady && !mayAdminister && (
        <Section title={i18n.t('dashboard.usage')}>
          <Quiet>{i18n.t('dashboard.group_usage_access')}</Quiet>
        </Section>
      )}
      <Ends privileges={group?.privileges} />
      {isReady && <GroupPeople account={account.id} id={id} group={group} administers={administers} />}
      {group && <GroupLicense group={group} at={at} keyStorage={account.keyStorage} />}
      {group && about}
    </>
  );
}

function About({ account, id, groupState }: { account: Account; id: string; groupState: GroupState }) {
  const { group, at, isReady, state } = groupState;
  const title = i18n.t('dashboard.group.about');
  const list = listKey('group', id);
  const loading = useMemo(() => createLoading(account.id, list), [account.id, list]);
  return (
    <Section
      title={title}
      meta={at !== undefined && <UpdatedAgo at={at} />}
      actions={group && <ReloadList title={title} state={state} loading={loading} />}
    >
      {group && <GroupDetails group={group} />}
      {isReady && !group && !state && <Quiet>{i18n.t('dashboard.group.unread')}</Quiet>}
      {isReady && !group && !state && <FirstLoad title={title} loading={loading} one />}
      {state && (
        <ListStatus
          title={title}
          state={state}
          accessHint={i18n.t('dashboard.group.access')}
          loading={loading}
        />
      )}
      <InvalidFields invalidFields={group?.invalidFields ?? []} />
      <p>
        <ExternalLink href={groupUrl(id)}>{i18n.t('dashboard.on_virustotal')}</ExternalLink>
      </p>
    </Section>
  );
}

function GroupQuotas({ group: { id, quotas = [] }, at }: { group: Group; at: number }) {
  const now = useNow();
  return (
    <Quotas
      owner={id}
      at={at}
      cost={i18n.t('dashboard.loaded_with_account')}
      quotas={quotas.map(({ name, ...figures }) => quotaStatus({ name, group: figures }, at, now))}
      hidden={i18n.t('dashboard.group_quotas_hidden')}
    />
  );
}

type GroupLicenseProps = { group: Group; at: number; keyStorage: Account['keyStorage'] | undefined };

/** Privileges, and use by user where VirusTotal tells it with the group. */
function GroupLicense({ group, at, keyStorage }: GroupLicenseProps) {
  const title = i18n.t('dashboard.group.usage_by_user');
  const { id, privileges, quotaUsageByUser } = group;
  const cost = i18n.t('dashboard.loaded_with_account');
  const rows = quotaUsageByUser ?? [];
  return (
    <>
      <Privileges
        owner={id}
        at={at}
        cost={cost}
        privileges={privileges}
        hidden={i18n.t('dashboard.group_privileges_hidden')}
      />
      <Section
        title={title}
        meta={<DataSource at={at} text={cost} />}
        actions={
          rows.length > 0 && (
            <ExportButtons title={title} file={`${id} ${title}`} columns={userUsageColumns()} rows={rows} />
          )
        }
      >
        {rows.length > 0 ? (
          <LocalTable title={title} columns={userUsageColumns()} rows={rows} />
        ) : (
          <Quiet>{usageMissing(quotaUsageByUser !== undefined, keyStorage)}</Quiet>
        )}
      </Section>
    </>
  );
}

/** Why no use by user is shown. Vitals does not store it for accounts with a passphrase. */
function usageMissing(isRead: boolean, keyStorage: Account['keyStorage']): string {
  if (isRead) return i18n.t('dashboard.group.usage_by_user_none');
  const access = i18n.t('dashboard.group.admins_only');
  return keyStorage === 'passphrase' ? `${access} ${i18n.t('dashboard.group.not_stored')}` : access;
}
