// What is the matter with the last reading, if anything, and the way out of it.
import { i18n } from '#i18n';
import { Notice } from '../../components/Notice.tsx';
import type { DataStatus as Vital } from '../../core/domain/account.ts';
import { remedies } from '../../core/domain/badge-labels.ts';
import { failureText, retryText } from '../../core/presentation/failure-text.ts';
import { formatRelative, joinParts } from '../../core/presentation/format.ts';
import { ActionNotice } from './ActionNotice.tsx';
import { Unlock } from './Unlock.tsx';

export type StatusNoticeProps = {
  id: string;
  standing: Vital;
  readAt: number | undefined;
  now: number;
  openOptions: () => void;
};

export function StatusNotice({ id, standing, now, readAt = now, openOptions }: StatusNoticeProps) {
  const age = formatRelative(readAt, now);
  const figures = age && i18n.t('popup.figures_of', [age]);
  if (standing.is === 'stale')
    return <Notice tone="warning">{joinParts([i18n.t('popup.stale'), figures], ' ')}</Notice>;
  if (standing.is !== 'failing') return null;
  const { kind, retryAt } = standing.failure;
  const words = joinParts([failureText(kind), retryText(retryAt, now), figures], ' ');
  const remedy = remedies[kind];
  if (remedy === 'unlock') return <Unlock id={id} words={words} />;
  if (remedy === 'options')
    return (
      <ActionNotice
        tone="critical"
        words={words}
        button={i18n.t('popup.open_options')}
        onClick={openOptions}
      />
    );
  // Missing host access has its own notice with the button to grant it.
  return remedy === 'grant' ? null : <Notice>{words}</Notice>;
}
