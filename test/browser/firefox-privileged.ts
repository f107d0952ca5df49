// Runs code in Firefox's own scope, beside the browser's window: the one place where an event page can be ended.
// Needs --remote-allow-system-access.
import type { Browser } from 'puppeteer-core';

type Bidi = { send(method: string, params: unknown): Promise<{ result: unknown }> };

type Evaluated =
  | { type: 'success'; result: { type: string; value?: unknown } }
  | { type: 'exception'; exceptionDetails: { text: string } };

/** `body`: the body of an async function; what it returns must be a string, number, boolean or nothing. */
export async function inPrivilegedScope(browser: Browser, body: string): Promise<unknown> {
  // Puppeteer speaks WebDriver BiDi to Firefox and has no public way to send a command of one's own.
  const { connection } = browser as unknown as { connection: Bidi };
  const tree = (await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome', maxDepth: 0 }))
    .result as { contexts: { context: string; url: string }[] };
  const window = tree.contexts.find(({ url }) => url.startsWith('chrome://browser/'));
  if (window === undefined) throw new Error('Firefox shows no window.');
  const answer = (
    await connection.send('script.evaluate', {
      target: { context: window.context },
      awaitPromise: true,
      expression: `(async () => { ${body} })()`,
    })
  ).result as Evaluated;
  if (answer.type === 'exception') throw new Error(`In Firefox's own scope: ${answer.exceptionDetails.text}`);
  return answer.result.value;
}

export function isFirefox(browser: Browser): boolean {
  // Puppeteer keeps the field out of its public types.
  return (browser as unknown as { protocol: string }).protocol === 'webDriverBiDi';
}
