// How often the quotas are read, whether limits that run low are told, and when VirusTotal's pages are annotated.
import { i18n } from '#i18n';
import { browser } from 'wxt/browser';
import { send } from '../../core/messages.ts';
import { panelModes, refreshChoices, type Settings } from '../../core/storage/schema.ts';
import { Card } from './Card.tsx';

/** Browsers ask for a permission only inside a click: no `await` may come before the request. */
async function enableNotifications(box: HTMLInputElement): Promise<void> {
  const granted = box.checked && (await browser.permissions.request({ permissions: ['notifications'] }));
  box.checked = granted;
  await send('saveSettings', { notices: granted });
}

export function RefreshSettings({ settings: { refreshMinutes, notices, annotate } }: { settings: Settings }) {
  return (
    <Card title={i18n.t('options.reading')}>
      <label>
        {i18n.t('options.every')}{' '}
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
        {i18n.t('options.every_hint')}
      </p>
      <label>
        <input
          type="checkbox"
          checked={notices}
          aria-describedby="notices-hint"
          onChange={({ currentTarget }) => void enableNotifications(currentTarget)}
        />{' '}
        {i18n.t('options.notices')}
      </label>
      <p class="hint" id="notices-hint">
        {i18n.t('options.notices_hint')}
      </p>
      <label>
        {i18n.t('options.annotate')}{' '}
        <select
          class="field"
          value={annotate}
          aria-describedby="annotate-hint"
          onChange={({ currentTarget: { selectedIndex } }) =>
            void send('saveSettings', { annotate: panelModes[selectedIndex] ?? annotate })
          }
        >
          {panelModes.map((choice) => (
            <option key={choice} value={choice}>
              {i18n.t(`options.annotate_${choice}`)}
            </option>
          ))}
        </select>
      </label>
      <p class="hint" id="annotate-hint">
        {i18n.t('options.annotate_hint')}
      </p>
    </Card>
  );
}
