// Builds the extension for Chromium and Firefox where the build is missing or older than its sources.
import { execFileSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const SOURCES = [
  '{entrypoints,components,core,assets,locales,public}/**/*',
  'wxt.config.ts',
  'package-lock.json',
];

export type Builds = Record<'chromium' | 'firefox', string>;

/** The folders of both builds, up to date. */
export function ensureBuild(): Builds {
  const newest = Math.max(...globSync(SOURCES, { cwd: ROOT }).map((file) => changed(join(ROOT, file))));
  return { chromium: ensure('chrome', newest), firefox: ensure('firefox', newest) };
}

function ensure(target: 'chrome' | 'firefox', newest: number): string {
  const folder = join(ROOT, '.output', `${target}-mv3`);
  if (changed(join(folder, 'manifest.json')) < newest) {
    console.log(`Building for ${target} …`);
    const wxt = join(ROOT, 'node_modules', 'wxt', 'bin', 'wxt.mjs');
    execFileSync(process.execPath, [wxt, 'build', '-b', target], {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  return folder;
}

/** Milliseconds since the epoch; 0 where there is no such file. */
function changed(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

if (import.meta.main) ensureBuild();
