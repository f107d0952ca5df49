// Notifications about limits that run low, if the user enabled them: once per account, limit, window and severity, and at most one
// a minute. A click on one opens the page of its account.
import { i18n } from '#i18n';
import { browser } from 'wxt/browser';
import type { State } from '../../../core/storage/schema.ts';
import { type Account, quotaStatusesOf } from '../../../core/domain/account.ts';
import type { Limit, QuotaStatus } from '../../../core/domain/quota.ts';
import { bidiIsolate } from '../../../core/presentation/isolate-names.ts';
import { quotaName, resetCertainty } from '../../../core/presentation/quota-names.ts';
import { formatClock, formatNumber } from '../../../core/presentation/format.ts';
import { day } from '../../../core/common/time-units.ts';
import { chooseAccount, claimNotification, currentState } from '../storage/account-store.ts';

/** A limit that runs low. */
type LowLimit = QuotaStatus & { limit: Limit };

// How long a notification is not repeated where the reset is not known.
const unknownPeriod = 30 * day;

/** Shows a notification for the most urgent limit that has become low. The next one follows at a later check. */
export async function showNotifications({ accounts, settings }: State): Promise<void> {
  if (
    !settings.notificationsEnabled ||
    !(await browser.permissions.contains({ permissions: ['notifications'] }))
  )
    return;
  const now = Date.now();
  const low = accounts
    .flatMap((account) => lowLimits(account, now).map((status) => lowLimitOf(account, status, now)))
    .toSorted((a, b) => urgencyOf(b.status) - urgencyOf(a.status));
  const claimed = await claimNotification(low, now);
  const next = low.find(({ key }) => key === claimed);
  if (next) await show(next.key, next.account, next.status, now);
}

const lowLimitOf = (account: Account, status: LowLimit, now: number) => ({
  account,
  status,
  key: notificationKey(account, status),
  until: status.resetsAt ?? now + unknownPeriod,
});

const urgencyOf = ({ severity }: LowLimit): number => (severity === 'critical' ? 1 : 0);

const notificationKey = ({ id }: Account, { name, resetsAt, severity }: LowLimit): string =>
  [id, name, resetsAt, severity].join(' ');

/** Registers the listener for clicks. Browsers have no notifications until the user allows them; then it is called again. */
export function listenToClicks(onClick: (key: string) => void): void {
  const { notifications } = browser as Partial<typeof browser>;
  notifications?.onClicked.addListener(onClick);
}

/** Opens the account's page in the dashboard, which shows the account in use. Only the dashboard where the account is gone. */
export async function openNotifiedAccount(key: string): Promise<void> {
  const { accounts } = await currentState();
  // Ids of other accounts may begin in the same way.
  const [account] = accounts
    .filter(({ id }) => key.startsWith(`${id} `))
    .toSorted((a, b) => b.id.length - a.id.length);
  if (account) await chooseAccount(account.id);
  await browser.tabs.create({ url: `${browser.runtime.getURL('/dashboard.html')}#/account` });
  await browser.notifications.clear(key);
}

// Exceeding a quota without a window is a normal state, and a minute ends before the notification is read.
const isLow = (status: QuotaStatus): status is LowLimit =>
  status.limit !== undefined &&
  status.window !== 'none' &&
  status.severity !== 'ok' &&
  status.window !== 'minute' &&
  !status.windowEnded;

const lowLimits = (account: Account, now: number): LowLimit[] => quotaStatusesOf(account, now).filter(isLow);

function show(key: string, { id }: Account, status: LowLimit, now: number): Promise<string> {
  const { name, window, limit, resetsAt = now } = status;
  const certainty = resetCertainty(status);
  return browser.notifications.create(key, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icons/128.png'),
    title: i18n.t('notification.title', [
      formatNumber(limit.left),
      formatNumber(limit.allowed),
      quotaName(name, window),
    ]),
    message: i18n.t(certainty === 'known' ? 'notification.message' : `notification.message_${certainty}`, [
      bidiIsolate(id),
      formatClock(resetsAt, now),
    ]),
  });
}
