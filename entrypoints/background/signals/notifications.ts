// Notifications about limits that run low, if the user enabled them: once per account, limit, window and severity.
import { i18n } from '#i18n';
import { browser } from 'wxt/browser';
import { type Account, quotaStatusesOf } from '../../../core/domain/account.ts';
import type { Limit, QuotaStatus } from '../../../core/domain/quota.ts';
import { bidiIsolate } from '../../../core/presentation/isolate-names.ts';
import { quotaName } from '../../../core/presentation/quota-names.ts';
import { formatClock, formatNumber } from '../../../core/presentation/format.ts';
import { claimNotifications, currentState } from '../storage/account-store.ts';

/** A limit that runs low, until its reset. */
type LowLimit = QuotaStatus & { limit: Limit; resetsAt: number };

/** Shows a notification for each limit that has become low since the last check. */
export async function showNotifications(): Promise<void> {
  const { accounts, settings } = await currentState();
  if (
    !settings.notificationsEnabled ||
    !(await browser.permissions.contains({ permissions: ['notifications'] }))
  )
    return;
  const now = Date.now();
  const low = accounts.flatMap((account) => lowLimits(account, now).map((status) => ({ account, status })));
  const claimed = await claimNotifications(
    low.map(({ account, status }) => ({ key: notificationKey(account, status), until: status.resetsAt })),
    now,
  );
  await Promise.all(
    low.flatMap(({ account, status }) => {
      const key = notificationKey(account, status);
      return claimed.includes(key) ? show(key, account, status, now) : [];
    }),
  );
}

const notificationKey = ({ id }: Account, { name, resetsAt, severity }: LowLimit): string =>
  [id, name, resetsAt, severity].join(' ');

// Exceeding a quota without a window is a normal state, and a minute ends before the notification is read.
const isLow = (status: QuotaStatus): status is LowLimit =>
  status.limit !== undefined &&
  status.resetsAt !== undefined &&
  status.severity !== 'ok' &&
  status.window !== 'minute' &&
  !status.windowEnded;

const lowLimits = (account: Account, now: number): LowLimit[] => quotaStatusesOf(account, now).filter(isLow);

function show(key: string, { id }: Account, status: LowLimit, now: number): Promise<string> {
  const { name, window, limit, resetsAt } = status;
  return browser.notifications.create(key, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icons/128.png'),
    title: i18n.t('notification.title', [
      formatNumber(limit.left),
      formatNumber(limit.allowed),
      quotaName(name, window),
    ]),
    message: i18n.t('notification.message', [bidiIsolate(id), formatClock(resetsAt, now)]),
  });
}
