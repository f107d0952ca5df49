// The hunting page: rulesets, notifications, matched files and Retrohunt jobs.
import { i18n } from '#i18n';
import { useNow } from '../../../components/use-now.ts';
import { listKey } from '../../../core/storage/list-schema.ts';
import { type Account, quotaStatusesOf } from '../../../core/domain/account.ts';
import { formatNumber } from '../../../core/presentation/format.ts';
import { huntingFileColumns, jobColumns, notificationColumns, rulesetColumns } from '../columns/hunting.tsx';
import { ListSection } from '../lists/ListSection.tsx';
import { Heading, Quiet } from '../sections/Section.tsx';

export function HuntingPage({ account }: { account: Account }) {
  const { id } = account;
  const accessHint = i18n.t('dashboard.hunting_access');
  const newest = { by: i18n.t('dashboard.column.date'), descending: true };
  return (
    <>
      <Heading>{i18n.t('dashboard.hunting')}</Heading>
      <ListSection
        account={id}
        list={listKey('rulesets', id)}
        title={i18n.t('dashboard.rulesets.title')}
        columns={rulesetColumns()}
        accessHint={accessHint}
        empty={i18n.t('dashboard.rulesets.empty')}
      >
        <RuleAllowance account={account} />
      </ListSection>
      <ListSection
        account={id}
        list={listKey('notifications', id)}
        title={i18n.t('dashboard.notifications.title')}
        columns={notificationColumns()}
        sort={newest}
        accessHint={accessHint}
        empty={i18n.t('dashboard.notifications.empty')}
      />
      <ListSection
        account={id}
        list={listKey('notificationFiles', id)}
        title={i18n.t('dashboard.files.title')}
        columns={huntingFileColumns()}
        sort={newest}
        accessHint={accessHint}
        empty={i18n.t('dashboard.files.empty')}
      />
      <ListSection
        account={id}
        list={listKey('retrohuntJobs', id)}
        title={i18n.t('dashboard.jobs.title')}
        columns={jobColumns()}
        sort={{ by: i18n.t('dashboard.column.created'), descending: true }}
        accessHint={accessHint}
        empty={i18n.t('dashboard.jobs.empty')}
      />
    </>
  );
}

/** The number of rules in use and allowed, from the quotas, which are free. */
function RuleAllowance({ account }: { account: Account }) {
  const quotas = quotaStatusesOf(account, useNow());
  const { own, limit } = quotas.find(({ name }) => name === 'intelligence_hunting_rules') ?? {};
  if (!own && !limit) return null;
  const used = formatNumber(limit?.used ?? own?.used ?? 0);
  return (
    <Quiet>
      {limit
        ? i18n.t('dashboard.rulesets.allowance_of', [used, formatNumber(limit.allowed)])
        : i18n.t('dashboard.rulesets.allowance', [used])}
    </Quiet>
  );
}
