// What is built does not depend on scripts that packages bring along.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import packageLock from '../../package-lock.json' with { type: 'json' };
import { builds } from './fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'vitals-supply-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// The test runner's NODE_ENV would change the build.
const { PATH, HOME } = process.env;

const run = (command: string, args: readonly string[], cwd: string): string =>
  execFileSync(command, args, {
    cwd,
    env: { PATH, HOME },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** The files below a folder with their content. */
const contentsOf = (root: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((file) => [file.slice(root.length), readFileSync(file, 'base64')]),
  );

test('[S-supply] every package of the lock file has a checksum, and none has an install script', () => {
  const { '': _own, ...packages } = packageLock.packages;
  const entries = Object.entries(packages as Record<string, { integrity?: string; hasInstallScript?: true }>);
  expect(entries.length).toBeGreaterThan(100);
  expect(entries.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([]);
  expect(entries.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([]);
});

test('[S-supply] an installation without any install script builds the same bytes', () => {
  for (const file of run('git', ['ls-files'], '.').split('\n').filter(Boolean))
    cpSync(file, join(folder, file), { recursive: true });
  run('npm', ['ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'], folder);
  run('npx', ['wxt', 'build', '-b', 'chrome'], folder);
  expect(contentsOf(join(folder, builds.chromium))).toEqual(contentsOf(builds.chromium));
});
