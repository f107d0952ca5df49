// Whether the browser grants access to VirusTotal, for pages. Firefox users can withhold or revoke it.
import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { hostPattern } from '../common/urls.ts';

const permission = { origins: [hostPattern] };

/** Undefined until the browser has responded. Updated when access is granted or revoked. */
export function useHostPermission(): boolean | undefined {
  const [granted, setGranted] = useState<boolean>();
  useEffect(() => {
    const check = async (): Promise<void> => setGranted(await browser.permissions.contains(permission));
    const listener = (): void => void check();
    browser.permissions.onAdded.addListener(listener);
    browser.permissions.onRemoved.addListener(listener);
    listener();
    return () => {
      browser.permissions.onAdded.removeListener(listener);
      browser.permissions.onRemoved.removeListener(listener);
    };
  }, []);
  return granted;
}

/** Asks the user for access. Browsers allow this only inside a click: no `await` may come before it. */
export const requestHostPermission = (): void => void browser.permissions.request(permission);
