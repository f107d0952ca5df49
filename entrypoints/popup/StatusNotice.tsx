// The notice about the last failure, with its remedy. RunNow.tsx has those about old figures and refusals.
import { i18n } from '#i18n';
import { Notice } from '../../components/Notice.tsx';
import type { DataStatus as Vital } from '../../core/domain/account.ts';
import { remedies } from '../../core/domain/badge-labels.ts';
import { failureText, retryText } from '../../core/presentation/failure-text.ts';
import { formatRelative, joinParts } from '../../core/presentation/format.ts';
import { ActionNotice } from './ActionNotice.tsx';
import { refusalOf } from './RunNow.tsx';
import { Unlock } from './Unlock.tsx';

export type StatusNoticeProps = {
  id: string;
  status: Vital;
  readAt: number | undefined;
  now: number;
  openOptions: () => void;
};

export function StatusNotice({ id, status, now, readAt = now, openOptions }: StatusNoticeProps) {
  const age = formatRelative(readAt, now);
  const dataAge = age && i18n.t('popup.data_age', [age]);
  if (status.is !== 'failing' || refusalOf(status)) return null;
  const { kind, retryAt } = status.failure;
  const message = joinParts([failureText(kind), retryText(retryAt, now), dataAge], ' ');
  const remedy = remedies[kind];
  if (remedy === 'unlock') return <Unlock id={id} message={message} />;
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
