// The notice that the browser withholds access to VirusTotal, with the button that requests it.
import { i18n } from '#i18n';
import { Notice } from './Notice.tsx';

export function HostAccessNotice({ onGrant }: { onGrant: () => void }) {
  return (
    <Notice tone="critical">
      <p>{i18n.t('failure.no_access')}</p>
      <button class="button" data-main type="button" onClick={onGrant}>
        {i18n.t('common.grant')}
      </button>
    </Notice>
  );
}
