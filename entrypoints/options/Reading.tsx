// How often the quotas are read.
import { i18n } from '#i18n';
import { send } from '../../core/state/messages.ts';
import { refreshChoices } from '../../core/state/state.ts';
import { Card } from './Card.tsx';

export function Reading({ minutes }: { minutes: number }) {
  return (
    <Card title={i18n.t('options.reading')}>
      <label>
        {i18n.t('options.every')}{' '}
        <select
          class="field"
          value={String(minutes)}
          aria-describedby="every-hint"
          onChange={({ currentTarget }) =>
            void send('saveSettings', { refreshMinutes: Number(currentTarget.value) })
          }
        >
          {refreshChoices.map((choice) => (
            <option key={choice} value={String(choice)}>
              {i18n.t('options.minutes', choice)}
            </option>
          ))}
        </select>
      </label>
      <p class="hint" id="every-hint">
        {i18n.t('options.every_hint')}
      </p>
    </Card>
  );
}
