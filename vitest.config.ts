import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

const inBrowsers = ['test/browser/**/*.test.ts', 'test/e2e/**/*.test.ts'];
const fakeVirusTotal = ['test/fake-virustotal/**/*.test.ts'];

export default defineConfig({
  test: {
    sequence: { shuffle: true },
    projects: [
      {
        plugins: [WxtVitest()],
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...inBrowsers, ...fakeVirusTotal],
          setupFiles: ['test/set-up.ts'],
          restoreMocks: true,
        },
      },
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
