// The loading state of a list (in progress, stopped, failed) with the next action. Loaded items are kept.
import { i18n } from '#i18n';
import { useId } from 'preact/hooks';
import { joinParts } from '../../../core/presentation/format.ts';
import { Notice } from '../../../components/Notice.tsx';
import { useNow } from '../../../components/use-now.ts';
import { isCutShort, type ListFailure, type ListState } from '../../../core/domain/list-state.ts';
import { retryText, listFailureText } from '../../../core/presentation/failure-text.ts';
import { focusSection } from '../sections/Section.tsx';
import { resumeRequests, resumeTarget, serverWaitUntil } from './load-steps.ts';
import type { Loading } from './use-loading.ts';

/** `accessHint`: who can see this list, shown where the account cannot; `free`: loading it costs no request. */
export type ListStatusProps = {
  title: string;
  state: ListState;
  accessHint: string;
  loading: Loading;
  free?: boolean;
};

export function ListStatus(props: ListStatusProps) {
  const { title, state, loading } = props;
  const { status, unreadable, restarted } = state;
  return (
    <>
      {status === 'loading' && <LoadInProgress title={title} stop={loading.stop} />}
      {status === 'stopped' && (
        <Notice>
          <p>{i18n.t('dashboard.list.stopped')}</p>
          <Resume {...props} />
        </Notice>
      )}
      {status === 'failed' && <Failed {...props} />}
      {(unreadable > 0 || restarted) && (
        <p class="quiet">
          {joinParts(
            [
              unreadable > 0 && i18n.t('dashboard.list.unread', unreadable),
              restarted && i18n.t('dashboard.list.reloaded'),
            ],
            ' ',
          )}
        </p>
      )}
    </>
  );
}

function LoadInProgress({ title, stop }: { title: string; stop: () => void }) {
  return (
    <div class="in-progress">
      <span role="status">{i18n.t('dashboard.list.loading')}</span>
      <button
        class="button"
        type="button"
        aria-label={withTitle('stop', title)}
        onClick={focusSectionThen(stop)}
      >
        {i18n.t('dashboard.list.stop')}
      </button>
    </div>
  );
}

function Failed(props: ListStatusProps) {
  const { state, accessHint } = props;
  const now = useNow();
  const { failure, loaded } = state;
  if (!failure) return null;
  const isForbidden = failure.kind === 'forbidden';
  const message = joinParts(
    [
      failureMessage(failure, accessHint),
      retryText(failure.retryAt, now),
      loaded > 0 && i18n.t('dashboard.list.rows_kept'),
    ],
    ' ',
  );
  return (
    <Notice tone={isForbidden ? 'plain' : 'warning'}>
      <p>{message}</p>
      {!isCutShort(failure) && serverWaitUntil(state, now) === undefined && <Resume {...props} />}
    </Notice>
  );
}

function failureMessage(failure: ListFailure, accessHint: string): string {
  if (failure.kind === 'forbidden') return accessHint;
  return failure.kind === 'not-found' ? i18n.t('dashboard.list.not_found') : listFailureText(failure);
}

function Resume({ title, state, loading, free }: ListStatusProps) {
  const id = useId();
  const action = state.status === 'failed' && state.loaded === 0 ? 'retry' : 'resume';
  return (
    <div class="first-load">
      <button
        class="button"
        type="button"
        aria-label={withTitle(action, title)}
        aria-describedby={free ? undefined : id}
        onClick={focusSectionThen(() => loading.load(resumeTarget(state)))}
      >
        {i18n.t(`dashboard.list.${action}`)}
      </button>
      {!free && <RequestCost id={id} requests={resumeRequests(state)} />}
    </div>
  );
}

/** The cost of a button, next to it: an accessible name must begin with the button's visible text. */
export const RequestCost = ({ id, requests }: { id: string; requests: number }) => (
  <span class="quiet" id={id}>
    {i18n.t('dashboard.list.costs', requests)}
  </span>
);

/** Wraps the action of a button that disappears when it is pressed. */
const focusSectionThen =
  (act: () => void) =>
  ({ currentTarget }: { currentTarget: Element }): void => {
    focusSection(currentTarget);
    act();
  };

/** The accessible name of a button, so that buttons of different lists can be told apart: "Stop Members". */
export const withTitle = (action: 'load' | 'stop' | 'resume' | 'retry' | 'refresh', title: string): string =>
  i18n.t('dashboard.list.of', [i18n.t(`dashboard.list.${action}`), title]);
