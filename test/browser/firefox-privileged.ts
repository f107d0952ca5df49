// What Puppeteer has no public way to do in Firefox. Code runs in the browser's own scope, beside its window: the one place where an
// event page can be ended. Needs --remote-allow-system-access.
import type { Browser, ElementHandle } from 'puppeteer-core';

type Bidi = { send(method: string, params: unknown): Promise<{ result: unknown }> };

type Evaluated =
  | { type: 'success'; result: { type: string; value?: unknown } }
  | { type: 'exception'; exceptionDetails: { text: string } };

/** `body`: the body of an async function; what it returns must be a string, number, boolean or nothing. */
export async function inPrivilegedScope(browser: Browser, body: string): Promise<unknown> {
  const connection = connectionOf(browser);
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

/** Clicks in the middle of an element, in the element's own frame. */
export async function clickElement(element: ElementHandle): Promise<void> {
  const { frame } = element;
  const { sharedId } = (element as unknown as { remoteValue(): { sharedId: string } }).remoteValue();
  const origin = { type: 'element', element: { sharedId } };
  await connectionOf(frame.page().browser()).send('input.performActions', {
    context: (frame as unknown as { browsingContext: { id: string } }).browsingContext.id,
    actions: [
      {
        type: 'pointer',
        id: 'mouse',
        actions: [
          { type: 'pointerMove', x: 0, y: 0, origin },
          { type: 'pointerDown', button: 0 },
          { type: 'pointerUp', button: 0 },
        ],
      },
    ],
  });
}

// Puppeteer speaks WebDriver BiDi to Firefox and keeps the connection out of its public types.
const connectionOf = (browser: Browser): Bidi => (browser as unknown as { connection: Bidi }).connection;
