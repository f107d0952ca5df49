// Whether the browser lets us reach VirusTotal: Firefox lets users withhold or take back host access at any time.
import { browser } from 'wxt/browser';
import { virusTotal } from '../../../core/virustotal/urls.ts';

export const hasAccess = (): Promise<boolean> =>
  browser.permissions.contains({ origins: [`${virusTotal}/*`] });
