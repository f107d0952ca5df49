// What VirusTotal sent and could not be understood; the rest of the page stands.
import { i18n } from '#i18n';
import { joined } from '../../../core/presentation/joined.ts';
import { Notice } from '../../../components/Notice.tsx';

export function Unread({ wrong }: { wrong: readonly string[] }) {
  if (wrong.length === 0) return null;
  return (
    <Notice tone="warning" quiet>
      <bdi>{i18n.t('dashboard.wrong', [joined(wrong, ', ')])}</bdi>
    </Notice>
  );
}
