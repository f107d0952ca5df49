// A group: what it is, what it may, who is in it, and who uses how much.
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
import { loadingOf } from '../lists/use-loading.ts';
import { GroupFacts } from '../sections/GroupDetails.tsx';
import { GroupPeople } from '../sections/GroupPeople.tsx';
import { Heading, Section, Quiet, Read } from '../sections/Section.tsx';
import { Privileges, Quotas } from '../sections/Quotas.tsx';
import { InvalidFields } from '../sections/InvalidFields.tsx';
import { Usage } from '../sections/Usage.tsx';
import { type KnownGroup, useGroup } from '../sections/use-group.ts';
import { groupUrl } from '../../../core/common/urls.ts';

export function GroupPage({ account, id }: { account: Account; id: string }) {
  const seen = useGroup(account, id);
  const { group, at = 0, known, administers } = seen;
  // Where it is not known VirusTotal decides.
  const mayAdminister = administers !== false;
  return (
    <>
      <Heading lead={i18n.t('dashboard.group.lead')}>
        <bdi>{id}</bdi>
      </Heading>
      <About account={account} id={id} seen={seen} />
      {group && <GroupQuotas group={group} at={at} />}
      {known && (
        <GroupPeople
          account={account.id}
          id={id}
          mayAdminister={mayAdminister}
          isAdmin={administers === true}
        />
      )}
      {known && mayAdminister && (
        <Usage account={account.id} owner={id} of="groupUsage" whoMay={i18n.t('dashboard.group_usage_who')} />
      )}
      {known && !mayAdminister && (
        <Section title={i18n.t('dashboard.usage')}>
          <Quiet>{i18n.t('dashboard.group_usage_who')}</Quiet>
        </Section>
      )}
    </>
  );
}

function About({ account, id, seen }: { account: Account; id: string; seen: KnownGroup }) {
  const { group, at, known, state } = seen;
  const title = i18n.t('dashboard.group.about');
  const list = listKey('group', id);
  const loading = useMemo(() => loadingOf(account.id, list), [account.id, list]);
  return (
    <Section
      title={title}
      aside={at !== undefined && <UpdatedAgo at={at} />}
      actions={group && <ReloadList title={title} state={state} loading={loading} />}
    >
      {group && <GroupFacts group={group} />}
      {known && !group && !state && <Quiet>{i18n.t('dashboard.group.unread')}</Quiet>}
      {known && !group && !state && <FirstLoad title={title} loading={loading} one />}
      {state && (
        <ListStatus title={title} state={state} whoMay={i18n.t('dashboard.group.who')} loading={loading} />
      )}
      <InvalidFields invalidFields={group?.invalidFields ?? []} />
      <p>
        <ExternalLink href={groupUrl(id)}>{i18n.t('dashboard.on_virustotal')}</ExternalLink>
      </p>
    </Section>
  );
}

function GroupQuotas({ group, at }: { group: Group; at: number }) {
  const now = useNow();
  const title = i18n.t('dashboard.group.usage_by_user');
  const { id, quotas = [], privileges, quotaUsageByUser } = group;
  const withIt = { owner: id, at, cost: i18n.t('dashboard.loaded_with_account') };
  const rows = quotaUsageByUser ?? [];
  const vitals = quotas.map(({ name, ...figures }) => quotaStatus({ name, group: figures }, at, now));
  return (
    <>
      <Quotas {...withIt} vitals={vitals} hidden={i18n.t('dashboard.group_quotas_hidden')} />
      <Privileges {...withIt} privileges={privileges} hidden={i18n.t('dashboard.group_privileges_hidden')} />
      <Section
        title={title}
        aside={<Read at={at} words={withIt.cost} />}
        actions={
          rows.length > 0 && (
            <ExportButtons title={title} file={`${id} ${title}`} columns={userUsageColumns()} rows={rows} />
          )
        }
      >
        {rows.length > 0 ? (
          <LocalTable title={title} columns={userUsageColumns()} rows={rows} />
        ) : (
          <Quiet>
            {i18n.t(quotaUsageByUser ? 'dashboard.group.usage_by_user_none' : 'dashboard.group.admins_only')}
          </Quiet>
        )}
      </Section>
    </>
  );
}
