// The fixture of the mounting matrix and the benchmark: a fake VirusTotal, and a browser whose extension has an
// account.
import type { BrowserContext, Page } from 'puppeteer-core';
import { runWithApi } from '../browser/extension-page.ts';
import type { BrowserName } from '../browser/find.ts';
import { launch, type Session } from '../browser/launch.ts';
import { startVirusTotal, type VirusTotal } from '../fake-virustotal/server.ts';
import { borrowSession, returnSession, untilWelcomeOpens } from '../browser/session-pool.ts';

/** `plain`: a Chromium context without extensions. */
export type AccountFixture = {
  virusTotal: VirusTotal;
  session: Session;
  extensionPage: Page;
  plain?: BrowserContext;
};

const isOk = (answer: unknown): boolean => (answer as { ok?: unknown } | undefined)?.ok === true;

/**
 * Makes the account a member and an administrator of the visited groups: where only public data are visible, as to an administrator
 * who is not a member, a second visit folds the panel.
 */
export function showReaders({ world }: VirusTotal): void {
  const acme = world.group('acme');
  acme.users.push('spellman');
  acme.administrators.push('spellman');
  const blabla = world.group('blabla');
  blabla.users.push('alice', 'bob', 'carol');
  blabla.administrators.push('spellman');
}

/** @param extension the built extension if left out, or another one that accepts the same messages */
export async function startFixture(
  name: BrowserName,
  extension?: string,
): Promise<AccountFixture & { stop: () => Promise<void> }> {
  const virusTotal = await startVirusTotal();
  const { port } = virusTotal;
  const session = await (extension === undefined
    ? borrowSession(name, port)
    : launch(name, { port, extension }));
  if (extension !== undefined) await untilWelcomeOpens(session);
  const extensionPage = await session.open('manifest.json');
  const added = await runWithApi(
    extensionPage,
    async (api, key) => api.runtime.sendMessage({ command: 'addAccount', input: { key } }),
    virusTotal.keys.spellman,
  );
  if (!isOk(added)) throw new Error(`The account was not added: ${JSON.stringify(added)}`);
  const plain = name === 'chromium' ? await session.browser.createBrowserContext() : undefined;
  const stop = async (): Promise<void> => {
    if (extension === undefined) returnSession(session);
    else await session.close();
    await virusTotal.close();
  };
  return { virusTotal, session, extensionPage, ...(plain && { plain }), stop };
}
