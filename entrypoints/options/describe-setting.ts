// Each setting with its value, in words.
import { i18n } from '#i18n';
import type { Settings } from '../../core/storage/schema.ts';

const words: Record<keyof Settings, (settings: Settings) => string> = {
  refreshMinutes: ({ refreshMinutes }) => i18n.t('setting.refresh', refreshMinutes),
  notices: ({ notices }) => i18n.t(notices ? 'setting.notices_on' : 'setting.notices_off'),
  lockMinutes: ({ lockMinutes }) =>
    lockMinutes === 0 ? i18n.t('setting.lock_never') : i18n.t('setting.lock', lockMinutes),
  panelFolded: ({ panelFolded }) => i18n.t(panelFolded ? 'setting.panel_folded' : 'setting.panel_unfolded'),
  annotate: ({ annotate }) => i18n.t(`setting.annotate_${annotate}`),
};

/** A sentence for each of the settings that are there, in the order of the options page. */
export const describeSetting = (settings: Partial<Settings>): string[] =>
  (Object.keys(words) as (keyof Settings)[])
    .filter((name) => name in settings)
    .map((name) => words[name](settings as Settings));
