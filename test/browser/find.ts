// Where Chromium and Firefox are on this machine, and how to get them where they are missing.
// CHROMIUM_PATH and FIREFOX_PATH go before everything that is found.
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

export type BrowserName = 'chromium' | 'firefox';

const BROWSERS: readonly BrowserName[] = ['chromium', 'firefox'];

const variable = { chromium: 'CHROMIUM_PATH', firefox: 'FIREFOX_PATH' } as const;

// The extension is loaded over the DevTools pipe, which branded builds obey too (they ignore --load-extension).
const onPath: Record<BrowserName, readonly string[]> = {
  chromium: [
    'chromium',
    'chromium-browser',
    'google-chrome-for-testing',
    'chrome',
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge',
  ],
  firefox: ['firefox-esr', 'firefox'],
};

const inApplications: Record<BrowserName, readonly string[]> = {
  chromium: ['Google Chrome for Testing', 'Chromium', 'Google Chrome', 'Microsoft Edge'],
  firefox: ['Firefox', 'Firefox Developer Edition', 'Firefox Nightly'],
};

const inProgramFiles: Record<BrowserName, readonly string[]> = {
  chromium: [
    'Chromium/Application/chrome.exe',
    'Google/Chrome for Testing/Application/chrome.exe',
    'Google/Chrome/Application/chrome.exe',
    'Microsoft/Edge/Application/msedge.exe',
  ],
  firefox: ['Mozilla Firefox/firefox.exe', 'Firefox Developer Edition/firefox.exe'],
};

const inPuppeteerCache: Record<BrowserName, readonly string[]> = {
  chromium: [
    'chrome/*/chrome-linux64/chrome',
    'chrome/*/chrome-win*/chrome.exe',
    'chrome/*/chrome-mac*/*.app/Contents/MacOS/Google Chrome for Testing',
  ],
  firefox: [
    'firefox/*/firefox/firefox',
    'firefox/*/core/firefox.exe',
    'firefox/*/*.app/Contents/MacOS/firefox',
  ],
};

/** The executable to start, or null where there is none. Throws if the variable names a file that is not there. */
export function findBrowser(name: BrowserName): string | null {
  const chosen = process.env[variable[name]];
  if (chosen !== undefined && chosen !== '') {
    if (isFile(chosen)) return chosen;
    throw new Error(`${variable[name]} is set to ${chosen}, which is not there. Correct it or unset it.`);
  }
  return candidates(name).find(isFile) ?? null;
}

/** As `findBrowser`, with an error that says what to do. */
export function requireBrowser(name: BrowserName): string {
  const found = findBrowser(name);
  if (found === null) throw new Error(`No ${name} was found. ${howToGet([name])}`);
  return found;
}

/** Each with the language pack that the tests of languages need. */
const packagesOf: Record<BrowserName, readonly string[]> = {
  chromium: ['chromium', 'chromium-l10n'],
  firefox: ['firefox-esr', 'firefox-esr-l10n-tr'],
};

/** Installs what is missing with apt on Debian and Ubuntu as root; elsewhere throws one sentence saying what to do. */
export function installBrowsers(): void {
  const missing = BROWSERS.filter((name) => findBrowser(name) === null);
  if (missing.length === 0) return;
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) {
    throw new Error(`Missing: ${missing.join(' and ')}. ${howToGet(missing)}`);
  }
  const packages = [...missing.flatMap((name) => packagesOf[name]), 'fonts-liberation'];
  console.log(`Installing ${packages.join(', ')} with apt-get (a minute or two) …`);
  apt('update');
  apt('install', '-y', '--no-install-recommends', ...packages);
  const still = missing.filter((name) => findBrowser(name) === null);
  if (still.length > 0) throw new Error(`apt-get brought no ${still.join(' and no ')}. ${howToGet(still)}`);
}

function apt(...args: string[]): void {
  try {
    execFileSync('apt-get', ['-q', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: 'pipe',
    });
  } catch (error) {
    const said = (error as { stderr?: Buffer }).stderr?.toString().trim() ?? '';
    throw new Error(`apt-get ${args[0]} failed: ${said}`, { cause: error });
  }
}

function howToGet(names: readonly BrowserName[]): string {
  const ways = names.map((name) =>
    name === 'chromium'
      ? 'Chromium or Chrome for Testing (CHROMIUM_PATH)'
      : 'Firefox 140 or later (FIREFOX_PATH)',
  );
  return `Install ${ways.join(' and ')}, or set the variable to where the program is.`;
}

function candidates(name: BrowserName): string[] {
  const exe = process.platform === 'win32' ? '.exe' : '';
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return [
    ...onPath[name].flatMap((program) => folders.map((folder) => join(folder, program + exe))),
    ...usualPlaces(name),
    ...puppeteerCache(name),
  ];
}

function usualPlaces(name: BrowserName): string[] {
  if (process.platform === 'darwin') {
    return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
      inApplications[name].map((app) => {
        const program = name === 'firefox' ? 'firefox' : app;
        return join(folder, `${app}.app`, 'Contents', 'MacOS', program);
      }),
    );
  }
  if (process.platform === 'win32') {
    return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
      .map((key) => process.env[key] ?? '')
      .filter(Boolean)
      .flatMap((folder) => inProgramFiles[name].map((path) => join(folder, path)));
  }
  return [];
}

function puppeteerCache(name: BrowserName): string[] {
  const cache = process.env['PUPPETEER_CACHE_DIR'] ?? join(homedir(), '.cache', 'puppeteer');
  return existsSync(cache)
    ? inPuppeteerCache[name].flatMap((pattern) => globSync(join(cache, pattern))).toSorted()
    : [];
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
