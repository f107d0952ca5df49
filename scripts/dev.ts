// `npm run dev`: WXT's development server, and a browser window with the extension that is reloaded after each save. A failure
// at startup is reported in one sentence.
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { createServer, type ExtensionRunner, type InlineConfig, type Wxt } from 'wxt';
import { type BrowserName, findBrowser, installBrowsers } from '../test/browser/find.ts';
import { createDevBrowser, type DevBrowser } from './dev/dev-browser.ts';
import { hasDisplay } from './display.ts';

const usage = `npm run dev [-- options]

  --fake               the fake VirusTotal with an account already added; needs a display
  --browser=firefox    Firefox 147 or later instead of Chromium
  --help               this text

Without a display no browser is opened: load the development build into one of your own.`;

type Options = { browser: BrowserName; fake: boolean };

function parseOptions(): Options | undefined {
  const { values } = parseArgs({
    options: {
      browser: { type: 'string', default: 'chromium' },
      fake: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { browser, fake, help } = values;
  if (help) return undefined;
  if (browser === 'firefox' || browser === 'chromium') return { browser, fake };
  throw new Error(`There is no development mode in "${browser}", only in chromium and firefox.`);
}

async function develop({ browser, fake }: Options): Promise<void> {
  const isShown = hasDisplay();
  if (fake && !isShown) throw new Error('--fake shows a browser window: it needs a display.');
  if (isShown && findBrowser(browser) === null) installBrowsers();
  const shown = isShown ? createDevBrowser(browser, fake) : undefined;
  const server = await createServer({
    browser: browser === 'chromium' ? 'chrome' : browser,
    hooks: hooksFor(shown),
  });
  await server.start();
}

/**
 * WXT's own runner needs web-ext, a second way to start browsers. Ours replaces it whenever WXT has loaded its configuration.
 */
function hooksFor(shown: DevBrowser | undefined): NonNullable<InlineConfig['hooks']> {
  return {
    'config:resolved': (wxt) => {
      wxt.config.runner = shown ? createRunner(shown, wxt) : instructions(wxt);
    },
    'server:created': (_, server) => {
      const reload = server.reloadExtension;
      server.reloadExtension = () => void shown?.rememberTabs().then(reload);
    },
    'server:started': (_, { ws }) => ws.on('wxt:background-initialized', () => void shown?.restoreTabs()),
  };
}

const createRunner = (shown: DevBrowser, wxt: Wxt): ExtensionRunner => ({
  canOpen: () => true,
  openBrowser: () => shown.open(wxt.config.outDir, new URL(wxt.server?.origin ?? '').host),
  closeBrowser: () => shown.close(),
});

const instructions = ({ config }: Wxt): ExtensionRunner => ({
  openBrowser: () => {
    const folder = relative('.', config.outDir);
    console.log(
      `There is no display for a window: load ${folder} as an unpacked extension into your browser.`,
    );
    return Promise.resolve();
  },
});

try {
  const options = parseOptions();
  if (options) await develop(options);
  else console.log(usage);
} catch (error) {
  // The first line explains the failure; the rest is for developers.
  console.error(`The development mode stopped: ${(error as Error).message.split('\n')[0]}`);
  process.exit(1);
}
