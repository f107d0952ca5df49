// Settings for refresh, notifications and the panel.
import { i18n } from '#i18n';
import { send } from '../../core/messages.ts';
import { lookupChoices, panelModes, refreshChoices, type Settings } from '../../core/storage/schema.ts';
import { Card } from './Card.tsx';
import { switchNotifications } from './notifications-permission.ts';

async function enableNotifications(box: HTMLInputElement): Promise<void> {
  box.checked = await switchNotifications(box.checked);
}

export function RefreshSettings({
  settings: { refreshMinutes, notificationsEnabled, panelMode, lookupsPerDay },
}: {
  settings: Settings;
}) {
  return (
    <Card title={i18n.t('options.refresh')}>
      <label>
        {i18n.t('options.refresh_every')}{' '}
        <select
          class="field"
          value={String(refreshMinutes)}
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
        {i18n.t('options.refresh_hint')}
      </p>
      <label>
        <input
          type="checkbox"
          checked={notificationsEnabled}
          aria-describedby="notifications-hint"
          onChange={({ currentTarget }) => void enableNotifications(currentTarget)}
        />{' '}
        {i18n.t('options.notifications')}
      </label>
      <p class="hint" id="notifications-hint">
        {i18n.t('options.notifications_hint')}
      </p>
      <label>
        {i18n.t('options.panel_mode')}{' '}
        <select
          class="field"
          value={panelMode}
          aria-describedby="panel-mode-hint"
          onChange={({ currentTarget: { selectedIndex } }) =>
            void send('saveSettings', { panelMode: panelModes[selectedIndex] ?? panelMode })
          }
        >
          {panelModes.map((choice) => (
            <option key={choice} value={choice}>
              {i18n.t(`options.panel_mode_${choice}`)}
            </option>
          ))}
        </select>
      </label>
      <p class="hint" id="panel-mode-hint">
        {i18n.t('options.panel_mode_hint')}
      </p>
      <label>
        {i18n.t('options.lookups')}{' '}
        <select
          class="field"
          value={String(lookupsPerDay)}
          aria-describedby="lookups-hint"
          onChange={({ currentTarget }) =>
            void send('saveSettings', { lookupsPerDay: Number(currentTarget.value) })
          }
        >
          {lookupChoices.map((choice) => (
            <option key={choice} value={String(choice)}>
              {choice}
            </option>
          ))}
        </select>
      </label>
      <p class="hint" id="lookups-hint">
        {i18n.t('options.lookups_hint')}
      </p>
    </Card>
  );
}
