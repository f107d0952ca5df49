// Settings with their values as sentences.
import { i18n } from '#i18n';
import type { Settings } from '../../core/storage/schema.ts';

const describers: Record<keyof Settings, (settings: Settings) => string> = {
  refreshMinutes: ({ refreshMinutes }) => i18n.t('setting.refresh', refreshMinutes),
  notificationsEnabled: ({ notificationsEnabled }) =>
    i18n.t(notificationsEnabled ? 'setting.notifications_on' : 'setting.notifications_off'),
  autoLockMinutes: ({ autoLockMinutes }) =>
    autoLockMinutes === 0 ? i18n.t('setting.lock_never') : i18n.t('setting.lock', autoLockMinutes),
  lookupsPerDay: ({ lookupsPerDay }) => i18n.t('setting.lookups', lookupsPerDay),
  peopleRetentionDays: ({ peopleRetentionDays }) => i18n.t('setting.people_retention', peopleRetentionDays),
  panelCollapsed: ({ panelCollapsed }) =>
    i18n.t(panelCollapsed ? 'setting.panel_collapsed' : 'setting.panel_expanded'),
  panelMode: ({ panelMode }) => i18n.t(`setting.panel_mode_${panelMode}`),
  barKeyDismissed: ({ barKeyDismissed }) =>
    i18n.t(barKeyDismissed ? 'setting.bar_key_dismissed' : 'setting.bar_key_shown'),
  keyStorage: ({ keyStorage }) => i18n.t(`setting.key_storage_${keyStorage}`),
};

/** A sentence for each given setting, in the order of the options page. */
export const describeSettings = (settings: Partial<Settings>): string[] =>
  (Object.keys(describers) as (keyof Settings)[])
    .filter((name) => name in settings)
    .map((name) => describers[name](settings as Settings));
