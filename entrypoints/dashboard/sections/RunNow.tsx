// What can be run now, as the first thing on a page.
import { i18n } from '#i18n';
import { useNow } from '../../../components/use-now.ts';
import type { QuotaStatus } from '../../../core/domain/quota.ts';
import { joinParts } from '../../../core/presentation/format.ts';
import { runNowText } from '../../../core/presentation/run-now.ts';
import { Quiet } from './Section.tsx';

export function RunNow({ quotas }: { quotas: readonly QuotaStatus[] }) {
  const now = useNow();
  if (quotas.length === 0) return null;
  const text = runNowText(quotas, now);
  return (
    <div class="run-now" role="group" aria-label={i18n.t('dashboard.run_now.title')} data-tone={text?.tone}>
      {text ? (
        <>
          <p>
            <strong>{text.count}</strong> {text.unit}
          </p>
          <p class="quiet">{joinParts(text.notes)}</p>
        </>
      ) : (
        <Quiet>{i18n.t('dashboard.run_now.unknown')}</Quiet>
      )}
    </div>
  );
}
