// Checks the built extension against its size budgets, counts the files that pages wait for, and runs the
// add-ons linter, which may report only Preact's own warning.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ensureBuild } from './ensure-build.ts';

const KB = 1024;
/** Budgets limit what users wait for; the whole package has one loose limit. Sizes are gzipped, except for the last. */
const budgets = [
  {
    what: 'popup start, script and style',
    limit: 24 * KB,
    measure: (folder: string) =>
      zipped([...scriptsOf(folder, 'popup.html'), ...stylesOf(folder, 'popup.html')]),
  },
  {
    what: 'panel start, script and style',
    limit: 24 * KB,
    measure: (folder: string) =>
      zipped([...scriptsOf(folder, 'panel.html'), ...stylesOf(folder, 'panel.html')]),
  },
  {
    what: 'content script',
    limit: 5 * KB,
    measure: (folder: string) => zipped([join(folder, 'panel-host.js')]),
  },
  {
    what: 'background',
    limit: 40 * KB,
    measure: (folder: string) => zipped([join(folder, 'background.js')]),
  },
  { what: 'whole package, unpacked', limit: 1024 * KB, measure: unpacked },
] as const;

// The bundle of every page that uses Preact causes one such warning. Our code does not set innerHTML.
const preactsOwn = 'UNSAFE_VAR_ASSIGNMENT';

/** The gzipped size of files in one archive, in bytes. */
function zipped(files: readonly string[]): number {
  return gzipSync(Buffer.concat(files.map((file) => readFileSync(file))), { level: 9 }).length;
}

/** The scripts that a page loads before it is shown: its own, and their static imports. */
function scriptsOf(folder: string, page: string): string[] {
  const found = new Set<string>();
  const follow = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    for (const [, name] of readFileSync(file, 'utf8').matchAll(
      /(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/gu,
    ))
      follow(join(folder, 'chunks', String(name)));
  };
  const html = readFileSync(join(folder, page), 'utf8');
  for (const [, name] of html.matchAll(/<script[^>]+src="\/([^"]+)"/gu)) follow(join(folder, String(name)));
  return [...found];
}

/** The style sheets of a page. */
function stylesOf(folder: string, page: string): string[] {
  const html = readFileSync(join(folder, page), 'utf8');
  return [...html.matchAll(/<link[^>]+rel="stylesheet"[^>]+href="\/([^"]+)"/gu)].map(([, name]) =>
    join(folder, String(name)),
  );
}

function unpacked(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

function checkSizes(folder: string): boolean {
  return budgets
    .map(({ what, limit, measure }) => {
      const size = measure(folder);
      console.log(`${size <= limit ? 'ok  ' : 'OVER'}  ${what}: ${size} of ${limit} bytes`);
      return size <= limit;
    })
    .every(Boolean);
}

/** These pages wait for each file of their start, so there is one of each kind. */
const checkFiles = (folder: string): boolean =>
  ['popup', 'panel']
    .map((page) => {
      const [scripts, styles] = [scriptsOf, stylesOf].map(
        (filesOf) => filesOf(folder, `${page}.html`).length,
      );
      const passed = scripts === 1 && styles === 1;
      console.log(
        `${passed ? 'ok  ' : 'OVER'}  ${page} start, files: ${scripts} of 1 script, ${styles} of 1 style sheet`,
      );
      return passed;
    })
    .every(Boolean);

type Report = Record<'errors' | 'warnings' | 'notices', { code: string; message: string; file?: string }[]>;

function checkLinter(folder: string): boolean {
  const linter = join('node_modules', 'addons-linter', 'bin', 'addons-linter');
  const { errors, warnings } = JSON.parse(lint(linter, folder)) as Report;
  const unexpected = [...errors, ...warnings.filter(({ code }) => code !== preactsOwn)];
  for (const { code, message, file } of unexpected)
    console.log(`LINT  ${code} in ${file ?? 'manifest'}: ${message}`);
  console.log(
    `${unexpected.length === 0 ? 'ok  ' : 'BAD '}  add-ons linter: ${errors.length} errors, ${warnings.length} warnings`,
  );
  return unexpected.length === 0;
}

function lint(linter: string, folder: string): string {
  try {
    return execFileSync(process.execPath, [linter, '--output=json', folder], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  } catch (error) {
    // It exits with 1 when it finds errors; they are in its report.
    return String((error as { stdout?: unknown }).stdout);
  }
}

const { chromium, firefox } = ensureBuild();
const passed = [checkSizes(chromium), checkFiles(chromium), checkFiles(firefox), checkLinter(firefox)];
if (!passed.every(Boolean)) process.exitCode = 1;
