// A new Firefox profile costs several seconds more to open than one that was opened once. A test run opens one, once,
// without the extension, and gives each session a copy of it.
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const variable = 'VITALS_FIREFOX_PROFILES';

/** Vitest calls it before a run. */
export function setup(): void {
  process.env[variable] = mkdtempSync(join(tmpdir(), 'vitals-firefox-'));
}

/** Vitest calls it after a run. */
export function teardown(): void {
  const folder = process.env[variable];
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}

/**
 * Fills the new folder `profile` with the run's profile; the first to ask makes that by `open`, which opens a Firefox in the
 * folder it is given and closes it. Leaves it empty while another is making it, and outside test runs.
 */
export async function fillProfile(profile: string, open: (folder: string) => Promise<void>): Promise<void> {
  const folder = process.env[variable];
  if (folder === undefined) return;
  const ready = join(folder, 'ready');
  if (!existsSync(ready) && claim(join(folder, 'claimed'))) {
    const making = join(folder, 'making');
    await open(making);
    renameSync(making, ready);
  }
  if (existsSync(ready)) cpSync(ready, profile, { recursive: true });
}

function claim(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}
