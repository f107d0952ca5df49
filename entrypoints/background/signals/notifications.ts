// Notices of limits that run low: only for who asked for them, and once per account, limit, window and severity.
import { i18n } from '#i18n';
import { browser } from 'wxt/browser';
import { type Account, quotaStatusesOf } from '../../../core/domain/account.ts';
import type { Limit, QuotaStatus } from '../../../core/domain/quota.ts';
import { bidiIsolate } from '../../../core/presentation/isolate-names.ts';
import { formatNumber, quotaName } from '../../../core/presentation/quota-names.ts';
import { formatClock } from '../../../core/presentation/format.ts';
import { claimNotifications, currentState } from '../storage/account-store.ts';

/** A limit of an account that runs low, until its reset. */
type LowLimit = QuotaStatus & { limit: Limit; resetsAt: number };

/** Shows a notice for each limit that has become low since the last look. */
export async function showNotifications(): Promise<void> {
  const { accounts, settings } = await currentState();
  if (!settings.notices || !(await browser.permissions.contains({ permissions: ['notifications'] }))) return;
  const now = Date.now();
  const low = accounts.flatMap((account) => lowLimits(account, now).map((vital) => ({ account, vital })));
  const news = await claimNotifications(
    low.map(({ account, vital }) => ({ key: notificationKey(account, vital), until: vital.resetsAt })),
    now,
  );
  await Promise.all(
    low.flatMap(({ account, vital }) => {
      const key = notificationKey(account, vital);
      return news.includes(key) ? show(key, account, vital, now) : [];
    }),
  );
}

const notificationKey = ({ id }: Account, { name, resetsAt, severity }: LowLimit): string =>
  [id, name, resetsAt, severity].join(' ');

// A stock over its allowance is a normal state, and a minute is over before it is read.
const isLow = (vital: QuotaStatus): vital is LowLimit =>
  vital.limit !== undefined &&
  vital.resetsAt !== undefined &&
  vital.severity !== 'ok' &&
  vital.window !== 'minute' &&
  !vital.windowEnded;

const lowLimits = (account: Account, now: number): LowLimit[] => quotaStatusesOf(account, now).filter(isLow);

function show(key: string, { id }: Account, vital: LowLimit, now: number): Promise<string> {
  const { name, window, limit, resetsAt } = vital;
  return browser.notifications.create(key, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icons/128.png'),
    title: i18n.t('notice.title', [
      formatNumber(limit.left),
      formatNumber(limit.allowed),
      quotaName(name, window),
    ]),
    message: i18n.t('notice.message', [bidiIsolate(id), formatClock(resetsAt, now)]),
  });
}
