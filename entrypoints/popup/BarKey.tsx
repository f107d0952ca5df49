// One line that explains the bars of the meters, until it is dismissed.
import { i18n } from '#i18n';
import { send } from '../../core/messages.ts';

export function BarKey() {
  const dismiss = i18n.t('meter.key_dismiss');
  return (
    <p class="bar-key">
      <i class="bar-key-own" /> {i18n.t('meter.key_you')}
      <i class="bar-key-pool" /> {i18n.t('meter.key_group')}
      <i class="bar-key-pace" /> {i18n.t('meter.key_pace')}
      <button
        type="button"
        aria-label={dismiss}
        title={dismiss}
        onClick={() => void send('saveSettings', { barKeyDismissed: true })}
      >
        ×
      </button>
    </p>
  );
}
