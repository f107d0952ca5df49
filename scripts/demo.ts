// `npm run demo`: demonstrates the built extension, in a window where there is a display, otherwise as a tour in text and
// screenshots. Newcomers run it first, so every failure is reported in one sentence.
import { parseArgs } from 'node:util';
import { type BrowserName, findBrowser, installBrowsers } from '../test/browser/find.ts';
import { tour } from './demo/headless-tour.ts';
import { showLive, showFake } from './demo/headed-demo.ts';
import { hasDisplay } from './display.ts';
import { ensureBuild } from './ensure-build.ts';

const usage = `npm run demo [-- options]

  --headless           the tour in text and pictures, even where there is a display
  --live               the real VirusTotal instead of the fake one; needs a display
  --browser=firefox    Firefox instead of Chromium
  --help               this text`;

type Options = { browser: BrowserName; headless: boolean; live: boolean };

function parseOptions(): Options | undefined {
  const { values } = parseArgs({
    options: {
      browser: { type: 'string', default: 'chromium' },
      headless: { type: 'boolean', default: false },
      live: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const { headless, live } = values;
  return { browser: browserOf(values.browser), headless, live };
}

function browserOf(name: string): BrowserName {
  if (name === 'firefox' || name === 'chromium') return name;
  throw new Error(`There is no demo in "${name}", only in chromium and firefox.`);
}

async function demo({ browser, headless, live }: Options): Promise<void> {
  const isWindow = hasDisplay() && !headless;
  if (live && !isWindow)
    throw new Error(
      '--live shows a window in which you add your own key: it needs a display and no --headless.',
    );
  if (findBrowser(browser) === null) installBrowsers();
  const extension = ensureBuild()[browser];
  if (live) await showLive(browser, extension);
  else if (isWindow) await showFake(browser, extension);
  else await tour(browser, extension);
}

try {
  const options = parseOptions();
  if (options) await demo(options);
  else console.log(usage);
} catch (error) {
  // The first line explains the failure; the rest is for developers.
  console.error(`The demo stopped: ${(error as Error).message.split('\n')[0]}`);
  process.exitCode = 1;
}
