// What is requested from VirusTotal, what is stored and what never leaves the browser.
import { i18n } from '#i18n';
import { Card } from './Card.tsx';

export function Privacy() {
  return (
    <Card title={i18n.t('options.privacy')}>
      <ul>
        <li>{i18n.t('options.privacy_key')}</li>
        <li>{i18n.t('options.privacy_requests')}</li>
        <li>{i18n.t('options.privacy_stored')}</li>
        <li>{i18n.t('options.privacy_remove')}</li>
      </ul>
    </Card>
  );
}
