// The first steps of a new user: where to find the key and what to do with it.
import { i18n } from '#i18n';
import { ExternalLink } from '../../components/Item.tsx';
import { Card } from './Card.tsx';
import { keyPageUrl } from '../../core/common/page-urls.ts';

export function Welcome() {
  return (
    <Card title={i18n.t('options.welcome')}>
      <p>{i18n.t('options.takes')}</p>
      <ol>
        <li>
          {i18n.t('options.where')}
          <ExternalLink href={keyPageUrl}>{i18n.t('options.where_link')}</ExternalLink>.{' '}
          {i18n.t('options.step_copy')}
        </li>
        <li>{i18n.t('options.step_paste')}</li>
      </ol>
    </Card>
  );
}
