// Sees to it that a Chromium and a Firefox are there, and says where.
import { findBrowser, installBrowsers } from '../test/browser/find.ts';

try {
  installBrowsers();
  console.log(`Chromium: ${findBrowser('chromium') ?? 'none'}`);
  console.log(`Firefox: ${findBrowser('firefox') ?? 'none'}`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
