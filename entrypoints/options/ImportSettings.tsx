// Imports a settings file: choose, validate, preview, confirm.
import { i18n } from '#i18n';
import { useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { joinParts } from '../../core/presentation/format.ts';
import { Notice } from '../../components/Notice.tsx';
import {
  type SettingsFile,
  maximumFileSize,
  parseSettingsFile,
  type ImportPlan as Plan,
  planImport,
  type ImportError,
} from '../../core/storage/settings-file.ts';
import { send } from '../../core/messages.ts';
import type { State } from '../../core/storage/schema.ts';
import { ImportPlan } from './ImportPlan.tsx';

type Step =
  | { is: 'plan'; file: SettingsFile }
  | { is: 'refused'; reason: ImportError | 'large' | 'unreadable' | 'failed' }
  | { is: 'done'; needsKeys: boolean; notificationsOff: boolean };

export function ImportSettings({ state }: { state: State }) {
  const [step, setStep] = useState<Step>();
  const field = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const choose = async (file: File | undefined): Promise<void> => {
    // Cleared, so that the same file can be chosen again after it was corrected.
    if (field.current) field.current.value = '';
    if (!file) return;
    const read = await readFile(file);
    setStep(typeof read === 'string' ? { is: 'refused', reason: read } : { is: 'plan', file: read });
  };
  const close = (next?: Step): void => {
    setStep(next);
    button.current?.focus();
  };
  const runImport = async (file: SettingsFile, plan: Plan): Promise<void> => {
    const settings = await grantedSettings(file.settings, state);
    const answer = await send('importSettings', { ...file, settings });
    const notificationsOff = settings.notificationsEnabled !== file.settings.notificationsEnabled;
    if (answer.ok) close({ is: 'done', needsKeys: plan.added.length > 0, notificationsOff });
    else close({ is: 'refused', reason: 'failed' });
  };
  return (
    <div class="action">
      <input
        ref={field}
        type="file"
        accept=".json,application/json"
        hidden
        onChange={({ currentTarget }) => void choose(currentTarget.files?.[0])}
      />
      <button
        ref={button}
        class="button"
        type="button"
        aria-describedby="import-hint"
        onClick={() => field.current?.click()}
      >
        {i18n.t('data.import')}
      </button>
      <p class="hint" id="import-hint">
        {i18n.t('data.import_hint')}
      </p>
      {step?.is === 'plan' && (
        <ImportPlan
          file={step.file}
          plan={planImport(step.file, state)}
          onYes={(plan) => void runImport(step.file, plan)}
          onNo={() => close()}
        />
      )}
      {step?.is === 'refused' && (
        <Notice tone="critical">{i18n.t(`data.import_error.${step.reason}`)}</Notice>
      )}
      {step?.is === 'done' && (
        <Notice tone="ok">
          {joinParts(
            [
              i18n.t('data.imported'),
              step.needsKeys && i18n.t('data.needs_keys'),
              step.notificationsOff && i18n.t('data.no_notifications'),
            ],
            ' ',
          )}
        </Notice>
      )}
    </div>
  );
}

async function readFile(file: File): Promise<SettingsFile | ImportError | 'large' | 'unreadable'> {
  if (file.size > maximumFileSize) return 'large';
  try {
    return parseSettingsFile(await file.text());
  } catch {
    // The file was moved or changed after it was chosen.
    return 'unreadable';
  }
}

/** Notifications need a permission, which browsers allow to request only inside a click: no `await` may come before it. */
async function grantedSettings(
  settings: SettingsFile['settings'],
  state: State,
): Promise<SettingsFile['settings']> {
  if (!settings.notificationsEnabled || state.settings.notificationsEnabled) return settings;
  const granted = await browser.permissions.request({ permissions: ['notifications'] });
  return { ...settings, notificationsEnabled: granted };
}
