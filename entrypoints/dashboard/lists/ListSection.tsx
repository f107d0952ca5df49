// A list of VirusTotal's as a section. It is loaded on demand because it costs requests; buttons and scrolling load more.
import { i18n } from '#i18n';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { UpdatedAgo } from '../../../components/UpdatedAgo.tsx';
import { ExportButtons } from '../../../components/ExportButtons.tsx';
import type { DataColumn } from '../../../components/data-column.ts';
import type { Sort } from '../../../components/DataTable.tsx';
import { type ListView, useList } from '../../../core/store/list-store.ts';
import {
  type ItemOf,
  itemsPerRequest,
  type ListKey,
  defaultTargetCount,
} from '../../../core/storage/list-schema.ts';
import { processedCount } from '../../../core/domain/list-state.ts';
import { Section, Quiet } from '../sections/Section.tsx';
import { scrollTarget } from './load-steps.ts';
import { FirstLoad, type InitialItems, ItemCount, LoadMore, ReloadList } from './LoadControls.tsx';
import { LocalTable } from './LocalTable.tsx';
import { ListStatus } from './ListStatus.tsx';
import { createJointLoading, createLoading } from './use-loading.ts';

export type ListSectionProps<K extends ListKey> = {
  /** Id of the viewing account. */
  account: string;
  list: K;
  title: string;
  /** The section's id, where an address may lead to it. */
  place?: string;
  columns: readonly DataColumn<ItemOf<K>>[];
  /** Who can see this list, shown where the account cannot. */
  accessHint: string;
  /** The account is known not to have access. */
  isDenied?: boolean;
  empty: string;
  sort?: Sort;
  initialItems?: InitialItems<ItemOf<K>> | undefined;
  /** Lists that complete the rows and are loaded with this one. */
  companions?: readonly ListKey[] | undefined;
  /** The rows to show of the loaded items. */
  rowsOf?: (items: readonly ItemOf<K>[]) => readonly ItemOf<K>[];
  /** The rows are only some of the loaded ones. */
  isFiltered?: boolean;
  /** Buttons for the shown rows. */
  tools?: (rows: readonly ItemOf<K>[]) => ComponentChildren;
  jsonOf?: (row: ItemOf<K>) => unknown;
  /** Below the table. */
  footer?: ComponentChildren;
  children?: ComponentChildren;
};

export function ListSection<K extends ListKey>(props: ListSectionProps<K>) {
  return <FollowedListSection {...props} view={useList(props.account, props.list)} />;
}

/** For whoever follows the list anyway: `view` is what is stored of it. */
export function FollowedListSection<K extends ListKey>(
  props: ListSectionProps<K> & { view: ListView<ItemOf<K>> },
) {
  const { account, list, title, accessHint, isDenied, empty, initialItems, children } = props;
  const { companions = [], rowsOf, isFiltered, tools, jsonOf } = props;
  const { isReady, state, items } = props.view;
  const loading = useMemo(() => createLoading(account, list), [account, list]);
  const joint = useMemo(
    () => createJointLoading(account, [list, ...companions]),
    [account, list, companions],
  );
  const isRead = state?.at !== undefined;
  const read = isRead ? items : (initialItems?.items ?? []);
  const rows = rowsOf ? rowsOf(read) : read;
  const at = state?.at ?? initialItems?.at;
  const knownTotal = initialItems && (initialItems.total ?? initialItems.items.length);
  const isEmpty = isRead ? state.status === 'complete' && processedCount(state) === 0 : knownTotal === 0;
  const nextTarget = scrollTarget(state);
  // If all items are already known, loading the list for the first time is a refresh.
  const isComplete = knownTotal !== undefined && knownTotal === initialItems?.items.length;
  const canReload = isRead || (isComplete && state?.status !== 'failed');
  const aside = (
    <>
      <ItemCount state={state} initialItems={initialItems} />
      {at !== undefined && <UpdatedAgo at={at} />}
    </>
  );
  const actions = (
    <>
      {tools?.(rows)}
      {rows.length > 0 && (
        <ExportButtons
          title={title}
          file={list}
          columns={tableOf(props).columns}
          rows={rows}
          jsonOf={jsonOf}
        />
      )}
      {canReload && (
        <ReloadList
          title={title}
          state={state}
          knownCount={knownTotal ?? 0}
          lists={1 + companions.length}
          loading={joint}
        />
      )}
    </>
  );
  return (
    <Section id={props.place} title={title} meta={isReady && aside} actions={isReady && actions}>
      {children}
      {isReady && isDenied && !state && <Quiet>{accessHint}</Quiet>}
      {isReady && !isDenied && !state && !isComplete && (
        <FirstLoad title={title} loading={joint} targetCount={knownTotal} lists={1 + companions.length} />
      )}
      {rows.length > 0 && (
        <LocalTable
          {...tableOf(props)}
          rows={rows}
          total={isFiltered ? undefined : isRead ? state.total : initialItems?.total}
          onEnd={nextTarget === undefined ? undefined : () => loading.load(nextTarget)}
        />
      )}
      {isEmpty && <Quiet>{empty}</Quiet>}
      {state && <ListStatus title={title} state={state} accessHint={accessHint} loading={loading} />}
      {state && <LoadMore title={title} state={state} loading={loading} />}
      {nextTarget !== undefined && <Quiet>{i18n.t('dashboard.list.scroll', prices)}</Quiet>}
      {props.footer}
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
