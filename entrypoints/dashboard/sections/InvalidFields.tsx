// What VirusTotal sent and could not be understood; the rest of the page stands.
import { i18n } from '#i18n';
import { joinParts } from '../../../core/presentation/joined.ts';
import { Notice } from '../../../components/Notice.tsx';

export function InvalidFields({ wrong }: { wrong: readonly string[] }) {
  if (wrong.length === 0) return null;
  return (
    <Notice tone="warning" quiet>
      <bdi>{i18n.t('dashboard.wrong', [joinParts(wrong, ', ')])}</bdi>
    </Notice>
  );
}
