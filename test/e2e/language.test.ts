// Browsers in another language than the texts. Each needs a browser of its own, and the browser's language pack.
import type { Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { launch } from '../browser/launch.ts';
import { startVirusTotal } from '../fake-virustotal/server.ts';
import { messagePattern } from '../message.ts';
import { browsers, builds, untilPanelText, untilText } from './fixture.ts';

/** The language that the browser formats in unless told otherwise. */
const browserLanguage = (page: Page): Promise<string> =>
  page.evaluate(() => new Intl.NumberFormat().resolvedOptions().locale);

const resets = messagePattern('meter.resets', /(?:\d+ d|(?:\d+ h )?\d+ min|\d+ h)/u);
// "1.000", "5 dk. önce", "21 Kas": Turkish forms of what is shown.
const turkish = /\d\.\d{3}|\bdk\b|\bsa\b|\bgün\b|önce|\b(?:Oca|Şub|Nis|Haz|Tem|Ağu|Eyl|Eki|Kas|Ara)\b/u;

test.for(browsers)('a Turkish %s shows the formats of the English texts', async (name, { skip }) => {
  const virusTotal = await startVirusTotal();
  const session = await launch(name, {
    port: virusTotal.port,
    extension: builds[name],
    language: 'tr',
  });
  try {
    await session.send('addAccount', { key: virusTotal.keys.member });
    const popup = await session.open('popup.html');
    const language = await browserLanguage(popup);
    if (language !== 'tr') skip(`The language pack "tr" is missing; the browser formats in "${language}".`);
    const shown = await untilText(
      popup,
      messagePattern('tightest.count', /7\d/u, '1,000', 'API requests today'),
    );
    expect(shown).toMatch(resets);
    expect(shown).not.toMatch(turkish);
    const page = await session.visit('https://www.virustotal.com/gui/user/member');
    const panel = await untilPanelText(page, 'member', resets);
    expect(panel).toContain('1,000');
    expect(panel).not.toMatch(turkish);
  } finally {
    await session.close();
    await virusTotal.close();
  }
});
