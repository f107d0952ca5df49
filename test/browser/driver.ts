// What a test browser must be able to do; chromium.ts and firefox.ts each say how.
import type { Browser, Page } from 'puppeteer-core';

export type ColorScheme = 'light' | 'dark';

export type LaunchOptions = {
  /** Where the fake VirusTotal speaks HTTPS on 127.0.0.1; 'live' goes to the real one, with real certificates. */
  port: number | 'live';
  /** The built extension, unpacked. */
  extension: string;
  /** Where the development server of the extension listens, as "localhost:PORT"; its build is installed in place. */
  devServer?: string;
  /** A profile folder to keep; without one, a temporary one is made and removed. */
  profile?: string;
  /** True unless said otherwise. */
  headless?: boolean;
  args?: readonly string[];
  colorScheme?: ColorScheme;
  /** The language of the browser (`tr`) instead of the machine's. Without its language pack only pages are told of it. */
  language?: string;
};

/** One running browser with the extension in it. */
export type Driver = {
  browser: Browser;
  /** `chrome-extension://…` or `moz-extension://…`, without a slash at the end. */
  origin: string;
  /** Makes a new page answer as if it were in front, whatever else comes to the front. */
  prepare(page: Page): Promise<void>;
  /** Goes to an extension page and waits until it has loaded. */
  navigate(page: Page, url: string): Promise<void>;
  /** Ends the background and returns when it is gone; at once where it was not running. `page`: one of the extension. */
  killWorker(page: Page): Promise<void>;
  /** Forgets what web pages have stored, and what was emulated or permitted for them. `page`: any. */
  clearSites(page: Page): Promise<void>;
  /** Clicks the toolbar button over `page`. */
  openPopup(page: Page): Promise<Page>;
};

export type Start = (
  options: LaunchOptions & { profile: string; executable: string; proxyPort: number | null },
) => Promise<Driver>;
