// Browsers in another language than the texts. Each needs a browser of its own. Where the browser has the language pack, its own
// formats are of that language too; where it has none, only the languages that it tells to pages are.
import type { Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { launch } from '../browser/launch.ts';
import { startVirusTotal } from '../fake-virustotal/server.ts';
import { messagePattern } from '../message.ts';
import { browsers, builds, untilPanelText, untilText } from './fixture.ts';

/** The language that the browser tells to pages, and the one that it formats in unless told otherwise. */
const browserLanguages = (page: Page): Promise<{ told: string; formats: string }> =>
  page.evaluate(() => ({
    told: navigator.language,
    formats: new Intl.NumberFormat().resolvedOptions().locale,
  }));

const resets = messagePattern('meter.resets', /(?:\d+ d|(?:\d+ h )?\d+ min|\d+ h)/u);
// "1.000", "5 dk. önce", "21 Kas": Turkish forms of what is shown.
const turkish = /\d\.\d{3}|\bdk\b|\bsa\b|\bgün\b|önce|\b(?:Oca|Şub|Nis|Haz|Tem|Ağu|Eyl|Eki|Kas|Ara)\b/u;

test.for(browsers)('a Turkish %s shows the formats of the English texts', async (name) => {
  const virusTotal = await startVirusTotal();
  const session = await launch(name, {
    port: virusTotal.port,
    extension: builds[name],
    language: 'tr',
  });
  try {
    await session.send('addAccount', { key: virusTotal.keys.member });
    const popup = await session.open('popup.html');
    const { told, formats } = await browserLanguages(popup);
    expect(told).toMatch(/^tr/u);
    console.log(`${name} formats in "${formats}"`);
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
