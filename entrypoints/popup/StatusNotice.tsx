// The notice about stale data or the last failure, with its remedy.
import { i18n } from '#i18n';
import { Notice } from '../../components/Notice.tsx';
import { type Account, type DataStatus as Vital, figuresAt } from '../../core/domain/account.ts';
import { remedies } from '../../core/domain/badge-labels.ts';
import { accountFailureText, retryText } from '../../core/presentation/failure-text.ts';
import { formatRelative, joinParts } from '../../core/presentation/format.ts';
import { ActionNotice } from './ActionNotice.tsx';
import { Unlock } from './Unlock.tsx';

export type StatusNoticeProps = {
  account: Account;
  status: Vital;
  now: number;
  openOptions: () => void;
};

export function StatusNotice({ account, status, now, openOptions }: StatusNoticeProps) {
  const age = formatRelative(figuresAt(account) ?? now, now);
  const dataAge = age && i18n.t('popup.data_age', [age]);
  if (status.is === 'stale')
    return <Notice tone="warning">{joinParts([i18n.t('popup.stale'), dataAge], ' ')}</Notice>;
  if (status.is === 'substituted')
    return <Notice>{joinParts([i18n.t('popup.substituted'), dataAge], ' ')}</Notice>;
  if (status.is !== 'failing') return null;
  const { kind, retryAt } = status.failure;
  const message = joinParts([accountFailureText(kind, account), retryText(retryAt, now), dataAge], ' ');
  const remedy = remedies[kind];
  if (remedy === 'unlock') return <Unlock id={account.id} message={message} />;
  if (remedy === 'options')
    return (
      <ActionNotice
        tone="critical"
        message={message}
        button={i18n.t('popup.open_options')}
        onClick={openOptions}
      />
    );
  // Missing host access has its own notice with the button to grant it.
  return remedy === 'grant' ? null : <Notice>{message}</Notice>;
}
