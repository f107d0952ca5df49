// A list of VirusTotal's as a part of a page: loaded on demand because it costs requests, further by button and scrolling.
import { i18n } from '#i18n';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { Age } from '../../../components/Age.tsx';
import { Exports } from '../../../components/Exports.tsx';
import type { DataColumn, Sort } from '../../../components/DataTable.tsx';
import { useList } from '../../../core/state/list-mirror.ts';
import { type ItemOf, type ListKey, usualBound } from '../../../core/state/lists.ts';
import { seenOf } from '../../../core/vitals/list.ts';
import { Part, Quiet } from '../parts/Part.tsx';
import { scrollsTo } from './course.ts';
import { Count, FirstLoad, More, Renew } from './Load.tsx';
import { LocalTable } from './LocalTable.tsx';
import { Status } from './Status.tsx';
import { loadingOf } from './use-loading.ts';

/** What is known of a list without loading it. */
export type Seed<T> = { at: number; items: readonly T[]; total?: number | undefined };

export type ListPartProps<K extends ListKey> = {
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
  seed?: Seed<ItemOf<K>> | undefined;
  children?: ComponentChildren;
};

export function ListPart<K extends ListKey>(props: ListPartProps<K>) {
  const { account, list, title, whoMay, mayNot, empty, seed, children } = props;
  const { known, state, items } = useList(account, list);
  const loading = useMemo(() => loadingOf(account, list), [account, list]);
  const isRead = state?.at !== undefined;
  const rows = isRead ? items : (seed?.items ?? []);
  const at = state?.at ?? seed?.at;
  const isEmpty = isRead
    ? state.status === 'complete' && seenOf(state) === 0
    : (seed?.total ?? seed?.items.length) === 0;
  const further = scrollsTo(state);
  const aside = (
    <>
      <Count state={state} seed={seed} />
      {at !== undefined && <Age at={at} />}
      {rows.length > 0 && <Exports title={title} file={list} columns={tableOf(props).columns} rows={rows} />}
      {state && isRead && <Renew title={title} state={state} loading={loading} />}
    </>
  );
  return (
    <Part title={title} aside={known && aside}>
      {children}
      {known && mayNot && !isRead && <Quiet>{whoMay}</Quiet>}
      {known && !mayNot && !state && <FirstLoad title={title} loading={loading} {...firstOf(seed)} />}
      {rows.length > 0 && (
        <LocalTable
          {...tableOf(props)}
          rows={rows}
          total={isRead ? state.total : seed?.total}
          onEnd={further === undefined ? undefined : () => loading.load(further)}
        />
      )}
      {isEmpty && <Quiet>{empty}</Quiet>}
      {state && <Status title={title} state={state} whoMay={whoMay} loading={loading} />}
      {state && <More title={title} state={state} loading={loading} />}
      {further !== undefined && <p class="quiet">{i18n.t('dashboard.list.scroll', [String(usualBound)])}</p>}
    </Part>
  );
}

/** Where all of a list is known, reading it again takes a page; where some is known, all of it is wanted. */
function firstOf<T>(seed: Seed<T> | undefined): { upTo?: number; renewing?: boolean } {
  if (!seed) return {};
  const { items, total = items.length } = seed;
  return { upTo: Math.max(1, total), renewing: total <= items.length };
}

type Row<K extends ListKey> = ItemOf<K> & object;

const tableOf = <K extends ListKey>({ title, columns, sort }: ListPartProps<K>) => ({
  title,
  columns: columns as readonly DataColumn<Row<K>>[],
  ...(sort && { sort }),
});
