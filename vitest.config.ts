import { defineConfig, type UserWorkspaceConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

const inBrowsers = ['test/browser/**/*.test.ts', 'test/e2e/**/*.test.ts'];
const fakeVirusTotal = ['test/fake-virustotal/**/*.test.ts'];
const faults = ['test/faults/**/*.test.{ts,tsx}'];
const properties = ['test/properties/**/*.test.{ts,tsx}'];

/** A project of tests of the extension's code without a browser, in WXT's fake one. */
const withoutBrowser = (test: NonNullable<UserWorkspaceConfig['test']>): UserWorkspaceConfig => ({
  plugins: [WxtVitest()],
  test: { setupFiles: ['test/set-up.ts'], restoreMocks: true, ...test },
});

export default defineConfig({
  test: {
    sequence: { shuffle: true },
    projects: [
      withoutBrowser({
        name: 'unit',
        include: ['test/**/*.test.{ts,tsx}'],
        exclude: [...inBrowsers, ...fakeVirusTotal, ...faults, ...properties],
        // Starting a worker for each file takes longer than most files.
        isolate: false,
        testTimeout: 20_000,
      }),
      // Other work on the machine must not fail these: some of them take long as it is.
      withoutBrowser({ name: 'faults', include: faults, testTimeout: 120_000 }),
      withoutBrowser({ name: 'properties', include: properties, testTimeout: 600_000 }),
      { test: { name: 'fake-virustotal', include: fakeVirusTotal, testTimeout: 20_000 } },
      {
        test: {
          name: 'browsers',
          include: inBrowsers,
          globalSetup: 'test/browser/firefox-profile.ts',
          setupFiles: ['test/browser/close-sessions.ts'],
          // Two cores: a browser for each of them is what they bear.
          maxWorkers: 2,
          // After the other projects, which have another number of workers.
          sequence: { groupOrder: 1 },
          testTimeout: 600_000,
          hookTimeout: 600_000,
          expect: { poll: { timeout: 120_000 } },
        },
      },
    ],
  },
});
