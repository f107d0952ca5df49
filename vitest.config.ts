import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

const inBrowsers = ['test/browser/**/*.test.ts', 'test/e2e/**/*.test.ts'];
const fakeVirusTotal = ['test/fake-virustotal/**/*.test.ts'];
const faults = ['test/faults/**/*.test.{ts,tsx}'];
const properties = ['test/properties/**/*.test.{ts,tsx}'];

/** Tests of the extension's code without a browser, in WXT's fake one. */
const withoutBrowser = (
  name: string,
  include: string[],
  exclude: string[] = [],
): TestProjectConfiguration => ({
  plugins: [WxtVitest()],
  test: { name, include, exclude, setupFiles: ['test/set-up.ts'], restoreMocks: true },
});

export default defineConfig({
  test: {
    sequence: { shuffle: true },
    projects: [
      withoutBrowser(
        'unit',
        ['test/**/*.test.{ts,tsx}'],
        [...inBrowsers, ...fakeVirusTotal, ...faults, ...properties],
      ),
      withoutBrowser('faults', faults),
      withoutBrowser('properties', properties),
      { test: { name: 'fake-virustotal', include: fakeVirusTotal, testTimeout: 20_000 } },
      {
        test: {
          name: 'browsers',
          include: inBrowsers,
          globalSetup: 'test/browser/firefox-profile.ts',
          // Two cores: a browser for each of them is what they bear.
          maxWorkers: 2,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
});
