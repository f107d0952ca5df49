// Whether the browser allows requests to VirusTotal. In Firefox users can withhold or revoke host access at any time.
import { browser } from 'wxt/browser';
import { hostPattern } from '../../../core/common/urls.ts';

export const hasHostPermission = (): Promise<boolean> =>
  browser.permissions.contains({ origins: [hostPattern] });
