// What can be run now: the number first, then how much more when. A refusal is one box that replaces the rest.
import { i18n } from '#i18n';
import { Icon } from '../../components/Icon.tsx';
import { Notice } from '../../components/Notice.tsx';
import { type Account, type DataStatus, figuresAt } from '../../core/domain/account.ts';
import { remedies } from '../../core/domain/badge-labels.ts';
import type { QuotaStatus } from '../../core/domain/quota.ts';
import { noLimitReason } from '../../core/domain/tightest-limit.ts';
import { formatRelative, joinParts } from '../../core/presentation/format.ts';
import { runNowView, type RunNowView } from '../../core/presentation/run-now-view.ts';

export type RunNowProps = {
  account: Account;
  quotas: readonly QuotaStatus[];
  status: DataStatus;
  now: number;
};

export function RunNow({ account, quotas, status, now }: RunNowProps) {
  const at = figuresAt(account);
  const isStale = status.is === 'stale';
  const view = runNowView({ quotas, refusal: refusalOf(status), at, isStale }, now);
  if (!view && quotas.length === 0) return null;
  return (
    <section class="run-now" data-tone={view?.tone} aria-label={i18n.t('run_now.title')}>
      {view ? <Answer {...view} /> : <p>{i18n.t(`popup.${noLimitReason(quotas)}`)}</p>}
      {isStale && <Warning text={staleText(status.at, now)} />}
    </section>
  );
}

/** The failure that says that VirusTotal refuses requests. */
export const refusalOf = (status: DataStatus) =>
  status.is === 'failing' && remedies[status.failure.kind] === 'wait' ? status.failure : undefined;

function Answer({ count, unit, notes, refusal, otherCritical }: RunNowView) {
  return (
    <>
      <p class="run-now-answer">
        <strong>{count}</strong> {unit}
      </p>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {refusal.length > 0 && (
        <Notice tone="critical">
          {refusal.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </Notice>
      )}
      {otherCritical.map((critical) => (
        <Warning key={critical} text={critical} tone="critical" />
      ))}
    </>
  );
}

function Warning({ text, tone = 'warning' }: { text: string; tone?: 'warning' | 'critical' }) {
  return (
    <p class="run-now-warning" data-tone={tone} role="status">
      <Icon name="warning" />
      <span>{text}</span>
    </p>
  );
}

function staleText(at: number, now: number): string {
  const age = formatRelative(at, now);
  return joinParts([i18n.t('popup.stale'), age && i18n.t('popup.data_age', [age])], ' ');
}
