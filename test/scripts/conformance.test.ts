// @vitest-environment node
// `npm run conformance` as a person runs it: the report of the fake VirusTotal, and failures that do not print the key.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const run = (...args: string[]) =>
  spawnSync(process.execPath, ['scripts/conformance.ts', ...args], { encoding: 'utf8' });

it('prints the report of the fake VirusTotal', { timeout: 60_000 }, () => {
  const { stdout, status } = run('--fake', '--persona', 'member');
  expect(stdout).toContain('GET /users/{id}/overall_quotas: 200');
  expect(stdout).toContain("cost of GET /users/{id}: 1 of the day's API requests");
  expect(status).toBe(0);
});

it('says what is wrong with a key file without printing it', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'vitals-key-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'key');
  writeFileSync(file, `${'k'.repeat(63)}!\n`);
  const { stdout, stderr, status } = run('--key-file', file);
  expect(stderr).toContain(`${file} contains no API key`);
  expect(stdout + stderr).not.toContain('kkk');
  expect(status).toBe(1);
});
