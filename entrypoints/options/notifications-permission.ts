// Switches notifications, which need a permission of the browser.
import { browser } from 'wxt/browser';
import { send } from '../../core/messages.ts';

/**
 * Browsers allow requesting a permission only inside a click: no `await` may come before it.
 * @returns whether notifications are on now
 */
export async function switchNotifications(isWanted: boolean): Promise<boolean> {
  const notificationsEnabled =
    isWanted && (await browser.permissions.request({ permissions: ['notifications'] }));
  await send('saveSettings', { notificationsEnabled });
  return notificationsEnabled;
}
