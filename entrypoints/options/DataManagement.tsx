// Export, import and deletion of data.
import { i18n } from '#i18n';
import { saveFile } from '../../components/save-file.ts';
import { toLocalIsoDay } from '../../core/common/time-units.ts';
import { createSettingsFile } from '../../core/storage/settings-file.ts';
import type { State } from '../../core/storage/schema.ts';
import { Card } from './Card.tsx';
import { DeleteEverything } from './DeleteEverything.tsx';
import { ImportSettings } from './ImportSettings.tsx';
import { OtherPeople } from './OtherPeople.tsx';

/** Saves a file that is named by the date in the user's time zone. */
function exportSettings(state: State): void {
  const now = Date.now();
  const content = `${JSON.stringify(createSettingsFile(state, now), null, 2)}\n`;
  saveFile(`vitals-for-virustotal-settings-${toLocalIsoDay(now)}.json`, 'application/json', content);
}

/** Data of a newer version can be neither exported nor overwritten, but it can be deleted. */
export function DataManagement({ state }: { state: State }) {
  return (
    <Card title={i18n.t('data.title')}>
      {!state.isFromNewerVersion && <Export state={state} />}
      {!state.isFromNewerVersion && <ImportSettings state={state} />}
      {!state.isFromNewerVersion && <OtherPeople settings={state.settings} />}
      <DeleteEverything />
      <p class="hint">
        {i18n.t('diagnostics.open')}{' '}
        <a href="/diagnostics.html" target="_blank">
          {i18n.t('diagnostics.link')}
        </a>
      </p>
    </Card>
  );
}

function Export({ state }: { state: State }) {
  return (
    <div class="action">
      <button
        class="button"
        type="button"
        aria-describedby="export-hint"
        onClick={() => exportSettings(state)}
      >
        {i18n.t('data.export')}
      </button>
      <p class="hint" id="export-hint">
        {i18n.t('data.export_hint')}
      </p>
    </div>
  );
}
