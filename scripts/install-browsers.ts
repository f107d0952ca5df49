// Installs Chromium and Firefox where they are missing, and prints their paths.
import { findBrowser, installBrowsers } from '../test/browser/find.ts';

try {
  installBrowsers();
  console.log(`Chromium: ${findBrowser('chromium') ?? 'none'}`);
  console.log(`Firefox: ${findBrowser('firefox') ?? 'none'}`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
