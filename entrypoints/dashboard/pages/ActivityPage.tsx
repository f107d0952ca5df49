// The activity page: the account's comments, mentions and graphs.
import { i18n } from '#i18n';
import { listKey } from '../../../core/storage/list-schema.ts';
import type { Account } from '../../../core/domain/account.ts';
import { commentColumns, graphColumns } from '../columns/activity.tsx';
import { ListSection } from '../lists/ListSection.tsx';
import { Heading } from '../sections/Section.tsx';

export function ActivityPage({ account: { id } }: { account: Account }) {
  const accessHint = i18n.t('dashboard.activity_access');
  const newest = { by: i18n.t('dashboard.column.date'), descending: true };
  return (
    <>
      <Heading>{i18n.t('dashboard.activity')}</Heading>
      <ListSection
        account={id}
        list={listKey('comments', id)}
        title={i18n.t('dashboard.comments.title')}
        columns={commentColumns()}
        sort={newest}
        accessHint={accessHint}
        empty={i18n.t('dashboard.comments.empty')}
      />
      <ListSection
        account={id}
        list={listKey('mentions', id)}
        title={i18n.t('dashboard.mentions.title')}
        columns={commentColumns()}
        sort={newest}
        accessHint={accessHint}
        empty={i18n.t('dashboard.mentions.empty')}
      />
      <ListSection
        account={id}
        list={listKey('graphs', id)}
        title={i18n.t('dashboard.graphs.title')}
        columns={graphColumns()}
        sort={{ by: i18n.t('dashboard.column.created'), descending: true }}
        accessHint={accessHint}
        empty={i18n.t('dashboard.graphs.empty')}
      />
    </>
  );
}
