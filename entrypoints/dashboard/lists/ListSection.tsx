// A list of VirusTotal's as a part of a page: loaded on demand because it costs requests, further by button and scrolling.
import { i18n } from '#i18n';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { UpdatedAgo } from '../../../components/UpdatedAgo.tsx';
import { ExportButtons } from '../../../components/ExportButtons.tsx';
import type { DataColumn } from '../../../components/data-column.ts';
import type { Sort } from '../../../components/DataTable.tsx';
import { useList } from '../../../core/store/list-store.ts';
import {
  type ItemOf,
  itemsPerRequest,
  type ListKey,
  defaultTargetCount,
} from '../../../core/storage/list-schema.ts';
import { processedCount } from '../../../core/domain/list-state.ts';
import { Section, Quiet } from '../sections/Section.tsx';
import { scrollsTo } from './load-steps.ts';
import { FirstLoad, type InitialItems, ItemCount, LoadMore, ReloadList } from './LoadControls.tsx';
import { LocalTable } from './LocalTable.tsx';
import { ListStatus } from './ListStatus.tsx';
import { loadingOf } from './use-loading.ts';

export type ListSectionProps<K extends ListKey> = {
  /** Id of the account that looks. */
  account: string;
  list: K;
  title: string;
  columns: readonly DataColumn<ItemOf<K>>[];
  /** Who is shown this list, for those who are not. */
  whoMay: string;
  /** It is known beforehand that this account is not shown it. */
  mayNot?: boolean;
  empty: string;
  sort?: Sort;
  initialItems?: InitialItems<ItemOf<K>> | undefined;
  children?: ComponentChildren;
};

export function ListSection<K extends ListKey>(props: ListSectionProps<K>) {
  const { account, list, title, whoMay, mayNot, empty, initialItems, children } = props;
  const { known: isKnown, state, items } = useList(account, list);
  const loading = useMemo(() => loadingOf(account, list), [account, list]);
  const isRead = state?.at !== undefined;
  const rows = isRead ? items : (initialItems?.items ?? []);
  const at = state?.at ?? initialItems?.at;
  const known = initialItems && (initialItems.total ?? initialItems.items.length);
  const isEmpty = isRead ? state.status === 'complete' && processedCount(state) === 0 : known === 0;
  const further = scrollsTo(state);
  // Where all of it is known without loading it, the first time it is loaded is one more time that it is read.
  const isComplete = known !== undefined && known === initialItems?.items.length;
  const isRenewed = isRead || (isComplete && state?.status !== 'failed');
  const aside = (
    <>
      <ItemCount state={state} initialItems={initialItems} />
      {at !== undefined && <UpdatedAgo at={at} />}
    </>
  );
  const actions = (
    <>
      {rows.length > 0 && (
        <ExportButtons title={title} file={list} columns={tableOf(props).columns} rows={rows} />
      )}
      {isRenewed && <ReloadList title={title} state={state} known={known ?? 0} loading={loading} />}
    </>
  );
  return (
    <Section title={title} aside={isKnown && aside} actions={isKnown && actions}>
      {children}
      {isKnown && mayNot && !state && <Quiet>{whoMay}</Quiet>}
      {isKnown && !mayNot && !state && !isComplete && (
        <FirstLoad title={title} loading={loading} targetCount={known} />
      )}
      {rows.length > 0 && (
        <LocalTable
          {...tableOf(props)}
          rows={rows}
          total={isRead ? state.total : initialItems?.total}
          onEnd={further === undefined ? undefined : () => loading.load(further)}
        />
      )}
      {isEmpty && <Quiet>{empty}</Quiet>}
      {state && <ListStatus title={title} state={state} whoMay={whoMay} loading={loading} />}
      {state && <LoadMore title={title} state={state} loading={loading} />}
      {further !== undefined && <Quiet>{i18n.t('dashboard.list.scroll', prices)}</Quiet>}
    </Section>
  );
}

const prices: [string, string] = [String(itemsPerRequest), String(defaultTargetCount)];

type Row<K extends ListKey> = ItemOf<K> & object;

const tableOf = <K extends ListKey>({ title, columns, sort }: ListSectionProps<K>) => ({
  title,
  columns: columns as readonly DataColumn<Row<K>>[],
  ...(sort && { sort }),
});
