// The panel on a user's page: who it is, their groups, privileges and quotas, and through whose eyes that is seen. Its
// height does not depend on what it shows: it must not move the page when the figures arrive.
import { i18n } from '#i18n';
import { Icon } from '../../components/Icon.tsx';
import { Isolated } from '../../components/Isolated.tsx';
import { Columns } from './Columns.tsx';
import { Facts } from './Facts.tsx';
import { Foot } from './Foot.tsx';
import type { View } from './show.ts';

export type PanelProps = View & { user: string; now: number; onRefresh: () => void; onFold: () => void };

export function Panel({ user, sight, error, isBusy, folded, now, onRefresh, onFold }: PanelProps) {
  return (
    <section class="panel" aria-label={i18n.t('panel.label', [user])} aria-busy={isBusy}>
      <header class="panel-head">
        <h2 class="panel-name" title={user}>
          <bdi>{sight?.user.value.id ?? user}</bdi>
        </h2>
        <Facts sight={sight} now={now} />
        <span class="panel-seer">{sight && <Seer id={sight.seenBy} own={sight.own} />}</span>
        <button
          type="button"
          class="button"
          aria-busy={isBusy}
          title={i18n.t('panel.refresh')}
          onClick={onRefresh}
        >
          <Icon name="refresh" />
          <span class="panel-hidden">{i18n.t('panel.refresh')}</span>
        </button>
        <button type="button" class="button" aria-expanded={!folded} onClick={onFold}>
          <Icon name="down" />
          <span class="panel-hidden">{i18n.t(folded ? 'panel.unfold' : 'panel.fold')}</span>
        </button>
      </header>
      {!folded && (
        <>
          <Columns sight={sight} error={error} now={now} onRetry={onRefresh} />
          <Foot sight={sight} now={now} />
        </>
      )}
    </section>
  );
}

function Seer({ id, own }: { id: string; own: boolean }) {
  if (own) return <>{i18n.t('panel.own')}</>;
  return <Isolated text={id} sentence={(slot) => i18n.t('panel.seen_by', [slot])} />;
}
