// The people of a group: members, members without 2FA, administrators, service accounts, and the largest users of a quota.
import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import { listKey } from '../../../core/storage/list-schema.ts';
import { quotaName } from '../../../core/presentation/quota-names.ts';
import { windowOf } from '../../../core/domain/quota-window.ts';
import { consumerColumns, memberColumns, serviceAccountColumns } from '../columns/people.tsx';
import { ListSection } from '../lists/ListSection.tsx';
import { Quiet } from './Section.tsx';

/** `mayAdminister`: the account is not known to lack the administrator role; `isAdmin`: it is known to have it. */
export type GroupPeopleProps = { account: string; id: string; mayAdminister: boolean; isAdmin: boolean };

export function GroupPeople({ account, id, mayAdminister, isAdmin }: GroupPeopleProps) {
  const accessHint = i18n.t('dashboard.members.access');
  const adminsOnly = i18n.t('dashboard.group.admins_only');
  return (
    <>
      <ListSection
        account={account}
        list={listKey('members', id)}
        title={i18n.t('dashboard.members.title')}
        columns={memberColumns()}
        accessHint={accessHint}
        empty={i18n.t('dashboard.members.empty')}
      >
        {isAdmin || <Quiet>{i18n.t('dashboard.members.hint')}</Quiet>}
      </ListSection>
      <ListSection
        account={account}
        list={listKey('membersWithout2fa', id)}
        title={i18n.t('dashboard.without_2fa.title')}
        columns={memberColumns()}
        accessHint={adminsOnly}
        isDenied={!mayAdminister}
        empty={i18n.t('dashboard.without_2fa.empty')}
      />
      <ListSection
        account={account}
        list={listKey('administrators', id)}
        title={i18n.t('dashboard.administrators.title')}
        columns={memberColumns()}
        accessHint={accessHint}
        empty={i18n.t('dashboard.administrators.empty')}
      />
      <ListSection
        account={account}
        list={listKey('serviceAccounts', id)}
        title={i18n.t('dashboard.service_list.title')}
        columns={serviceAccountColumns()}
        accessHint={accessHint}
        empty={i18n.t('dashboard.service_list.empty')}
      />
      <Consumers account={account} id={id} mayAdminister={mayAdminister} />
    </>
  );
}

/** The quotas for which VirusTotal documents consumers. */
const consumedQuotas = [
  'api_requests_daily',
  'api_requests_monthly',
  'intelligence_searches_monthly',
  'intelligence_downloads_monthly',
  'intelligence_retrohunt_jobs_monthly',
  'intelligence_vtdiff_creation_monthly',
  'intelligence_hunting_rules',
  'private_scans_monthly',
  'private_urlscans_monthly',
] as const;

function Consumers({ account, id, mayAdminister }: Omit<GroupPeopleProps, 'isAdmin'>) {
  const [quota, setQuota] = useState<string>(consumedQuotas[1]);
  return (
    <ListSection
      key={quota}
      account={account}
      list={listKey('consumers', id, quota)}
      title={i18n.t('dashboard.consumers.title')}
      columns={consumerColumns()}
      accessHint={i18n.t('dashboard.group.admins_only')}
      isDenied={!mayAdminister}
      empty={i18n.t('dashboard.consumers.empty')}
    >
      {mayAdminister && (
        <label class="pick">
          {i18n.t('dashboard.consumers.pick')}
          <select class="field" value={quota} onChange={({ currentTarget }) => setQuota(currentTarget.value)}>
            {consumedQuotas.map((name) => (
              <option key={name} value={name}>
                {quotaName(name, windowOf(name))}
              </option>
            ))}
          </select>
        </label>
      )}
    </ListSection>
  );
}
