// What can be run now, as the first thing on a page.
import { i18n } from '#i18n';
import { useNow } from '../../../components/use-now.ts';
import type { QuotaStatus } from '../../../core/domain/quota.ts';
import { joinParts } from '../../../core/presentation/format.ts';
import { noLimitReason } from '../../../core/domain/tightest-limit.ts';
import { runNowView } from '../../../core/presentation/run-now-view.ts';
import { Quiet } from './Section.tsx';

/** `at`: when the figures were loaded, milliseconds since the epoch. */
export function RunNow({ quotas, at }: { quotas: readonly QuotaStatus[]; at: number | undefined }) {
  const now = useNow();
  if (quotas.length === 0) return null;
  const view = runNowView({ quotas, at, isStale: false }, now);
  return (
    <div class="run-now" role="group" aria-label={i18n.t('run_now.title')} data-tone={view?.tone}>
      {view ? (
        <>
          <p>
            <strong>{view.count}</strong> {view.unit}
          </p>
          <p class="quiet">{joinParts([...view.notes, ...view.refusal])}</p>
        </>
      ) : (
        <Quiet>{i18n.t(`popup.${noLimitReason(quotas)}`)}</Quiet>
      )}
    </div>
  );
}
