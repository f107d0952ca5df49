// Whether the browser lets us reach VirusTotal, for our pages. Firefox lets users withhold or take back host access.
import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { hostPattern } from '../common/urls.ts';

const permission = { origins: [hostPattern] };

/** Undefined until the browser has answered; follows every grant and withdrawal. */
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

/** Asks the user. Browsers allow it only inside a click: no `await` may come before it. */
export const requestHostPermission = (): void => void browser.permissions.request(permission);
