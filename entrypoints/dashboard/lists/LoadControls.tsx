// The buttons that load a list, each with its cost, and the number of loaded items.
import { i18n } from '#i18n';
import { useId } from 'preact/hooks';
import { Icon } from '../../../components/Icon.tsx';
import { useNow } from '../../../components/use-now.ts';
import { itemsPerRequest } from '../../../core/storage/list-schema.ts';
import { hasMore, type ListState, processedCount } from '../../../core/domain/list-state.ts';
import { formatNumber } from '../../../core/presentation/format.ts';
import { focusSection } from '../sections/Section.tsx';
import { loadSteps, serverWaitUntil } from './load-steps.ts';
import { withTitle, RequestCost } from './ListStatus.tsx';
import type { Loading } from './use-loading.ts';

/** The items that are known before the list is loaded. */
export type InitialItems<T> = { at: number; items: readonly T[]; total?: number | undefined };

/** "40 of 1,312", "all 12", "80 so far". */
export function ItemCount({
  state,
  initialItems,
}: {
  state: ListState | undefined;
  initialItems?: InitialItems<unknown> | undefined;
}) {
  if (state?.at !== undefined) {
    const { total, loaded } = state;
    if (processedCount(state) === 0) return null;
    return (
      <span class="count">{countText(loaded, total, hasMore(state) === true, processedCount(state))}</span>
    );
  }
  if (!initialItems || initialItems.items.length === 0) return null;
  const { length } = initialItems.items;
  return (
    <span class="count">
      {countText(length, initialItems.total, (initialItems.total ?? length) > length, length)}
    </span>
  );
}

function countText(loaded: number, total: number | undefined, isMore: boolean, processed: number): string {
  if (!isMore) return i18n.t('dashboard.list.all', [formatNumber(loaded)]);
  if (total === undefined) return i18n.t('dashboard.list.so_far', [formatNumber(loaded)]);
  return i18n.t('dashboard.list.some', [formatNumber(loaded), formatNumber(Math.max(total, processed))]);
}

type FirstLoadProps = {
  title: string;
  loading: Loading;
  targetCount?: number | undefined;
  /** The list has a single object. */
  one?: boolean;
  free?: boolean;
  /** How many lists are loaded together. */
  lists?: number;
};

/** The button that loads a list for the first time. */
export function FirstLoad({
  title,
  loading,
  targetCount = itemsPerRequest,
  one,
  free,
  lists = 1,
}: FirstLoadProps) {
  const id = useId();
  return (
    <div class="first-load">
      <button
        class="button"
        data-main
        type="button"
        aria-label={withTitle('load', title)}
        aria-describedby={id}
        onClick={({ currentTarget }) => {
          focusSection(currentTarget);
          loading.load(targetCount);
        }}
      >
        {i18n.t('dashboard.list.load')}
      </button>
      {one || lists > 1 ? (
        <RequestCost id={id} requests={lists} />
      ) : (
        <span class="quiet" id={id}>
          {free ? i18n.t('dashboard.free') : i18n.t('dashboard.list.price', [String(itemsPerRequest)])}
        </span>
      )}
    </div>
  );
}

type StepProps = { title: string; state: ListState; loading: Loading };

/** `knownCount`: the number of items to load, where the list was never loaded itself. */
export type ReloadListProps = Omit<StepProps, 'state'> & {
  state: ListState | undefined;
  knownCount?: number;
  /** How many lists are loaded together. */
  lists?: number;
};

/** Reloads the list up to its current length. */
export function ReloadList({ title, state, knownCount = 0, lists = 1, loading }: ReloadListProps) {
  const now = useNow();
  const isRead = state?.at !== undefined;
  const isBusy = state?.status === 'loading';
  const isWaiting = state && serverWaitUntil(state, now) !== undefined;
  const targetCount = Math.max(1, isRead ? processedCount(state) : knownCount);
  const id = useId();
  return (
    <>
      <button
        class="button"
        type="button"
        aria-label={withTitle('refresh', title)}
        aria-describedby={id}
        aria-busy={isBusy}
        aria-disabled={isBusy || isWaiting}
        onClick={() => isBusy || isWaiting || loading.load(targetCount, isRead)}
      >
        <Icon name="refresh" />
        {i18n.t('dashboard.list.refresh')}
      </button>
      <RequestCost id={id} requests={lists * Math.ceil(targetCount / itemsPerRequest)} />
    </>
  );
}

export function LoadMore({ title, state, loading }: StepProps) {
  const steps = state.status === 'partial' ? loadSteps(state) : [];
  if (steps.length === 0) return null;
  return (
    <div class="more" role="group" aria-label={withTitle('load', title)}>
      {steps.map(({ targetCount, addedCount, requests, isAll }) => (
        <button
          key={targetCount}
          class="button"
          type="button"
          onClick={({ currentTarget }) => {
            focusSection(currentTarget);
            loading.load(targetCount);
          }}
        >
          {i18n.t(`dashboard.list.${isAll ? 'rest' : 'more'}`, [
            formatNumber(isAll ? targetCount : addedCount),
          ])}{' '}
          <small>{i18n.t('dashboard.list.requests', requests)}</small>
        </button>
      ))}
    </div>
  );
}
