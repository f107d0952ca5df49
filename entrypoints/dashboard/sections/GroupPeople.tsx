// The people of a group: members, service accounts, and the largest users of a quota.
import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import { listKey } from '../../../core/storage/list-schema.ts';
import { quotaName } from '../../../core/presentation/quota-names.ts';
import { windowOf } from '../../../core/domain/quota-window.ts';
import type { Group } from '../../../core/virustotal/resources/group.ts';
import { consumerColumns, memberColumns } from '../columns/people.tsx';
import { ListSection } from '../lists/ListSection.tsx';
import { People } from './People.tsx';
import { Quiet } from './Section.tsx';
import { ServiceAccounts } from './ServiceAccounts.tsx';

/** `administers`: whether the account administers the group; undefined where it is not known. */
export type GroupPeopleProps = {
  account: string;
  id: string;
  group: Group | undefined;
  administers: boolean | undefined;
};

export function GroupPeople({ account, id, group, administers }: GroupPeopleProps) {
  const mayAdminister = administers !== false;
  const isAdmin = administers === true;
  return (
    <>
      {isAdmin ? (
        <People account={account} id={id} group={group} />
      ) : (
        <Members account={account} id={id} mayAdminister={mayAdminister} />
      )}
      <ServiceAccounts
        account={account}
        group={id}
        title={i18n.t('dashboard.service_list.title')}
        isAdmin={isAdmin}
      />
      <Consumers
        key={String(isAdmin)}
        account={account}
        id={id}
        mayAdminister={mayAdminister}
        quotas={isAdmin ? otherQuotas : consumedQuotas}
      />
    </>
  );
}

type MembersProps = { account: string; id: string; mayAdminister: boolean };

/** Members and administrators as every member may see them, and what VirusTotal may show where the role is not known. */
function Members({ account, id, mayAdminister }: MembersProps) {
  const accessHint = i18n.t('dashboard.members.access');
  return (
    <>
      <ListSection
        place="members"
        account={account}
        list={listKey('members', id)}
        title={i18n.t('dashboard.members.title')}
        columns={memberColumns()}
        accessHint={accessHint}
        empty={i18n.t('dashboard.members.empty')}
      >
        <Quiet>{i18n.t('dashboard.members.hint')}</Quiet>
      </ListSection>
      <ListSection
        account={account}
        list={listKey('membersWithout2fa', id)}
        title={i18n.t('dashboard.without_2fa.title')}
        columns={memberColumns()}
        accessHint={i18n.t('dashboard.group.admins_only')}
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

const monthly = 'api_requests_monthly';
const isMonthly = (name: string): boolean => name.endsWith('_monthly');

/** The use of API requests is a part of the table of people. */
const otherQuotas = consumedQuotas.filter((name) => !name.startsWith('api_requests_'));

type ConsumersProps = MembersProps & { quotas: readonly (typeof consumedQuotas)[number][] };

function Consumers({ account, id, mayAdminister, quotas }: ConsumersProps) {
  const [quota, setQuota] = useState<string>(quotas.find(isMonthly) ?? monthly);
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
            {quotas.map((name) => (
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
