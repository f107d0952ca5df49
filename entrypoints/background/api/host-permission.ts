// Whether the browser lets us reach VirusTotal: Firefox lets users withhold or take back host access at any time.
import { browser } from 'wxt/browser';
import { hostPattern } from '../../../core/common/urls.ts';

export const hasHostPermission = (): Promise<boolean> =>
  browser.permissions.contains({ origins: [hostPattern] });
