// Formats in browsers of other languages: they follow the texts, and every `Intl` call takes part.
import { globSync, readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type * as Format from '../../../core/presentation/format.ts';
import type * as UsageText from '../../../core/presentation/usage-text.ts';
import { day, hour, minute } from '../../../core/common/time-units.ts';
import { message } from '../../message.ts';

const at = Date.UTC(2026, 10, 21, 16, 56);

/** Formats of a browser in this language; formatters are created once, so the modules are loaded again. */
async function formatsIn(language: string): Promise<typeof Format & typeof UsageText> {
  vi.resetModules();
  vi.spyOn(fakeBrowser.i18n, 'getUILanguage').mockReturnValue(language);
  const [format, usage] = await Promise.all([
    import('../../../core/presentation/format.ts'),
    import('../../../core/presentation/usage-text.ts'),
  ]);
  return { ...format, ...usage };
}

const allFormats = (format: typeof Format & typeof UsageText): unknown => ({
  minutes: format.formatDuration(34 * minute),
  hours: format.formatDuration(40 * minute + 3 * hour),
  days: format.formatDuration(34 * day + 2 * hour),
  ago: [format.formatRelative(at - 5 * minute, at), format.formatRelative(at - 9 * day, at)],
  clock: [format.formatClock(at, at), format.formatClock(at - 3 * day, at)],
  date: format.formatDate(at),
  utc: format.formatUtc(at),
  number: format.formatNumber(1_234_567.5),
  percent: [format.formatPercent(0.42), format.formatPercent(0.001)],
  day: [format.formatShortDay('2026-11-21'), format.formatLongDay('2026-11-21')],
  span: format.formatDaySpan('2026-09-23', '2026-11-21'),
  compact: format.formatCompact(12_000),
  requests: [format.requestCount(1), format.requestCount(1234)],
});

beforeEach(() => () => vi.resetModules());

describe('the language of formats', () => {
  it.each(['tr', 'ms', 'id', 'th', 'fa', 'ar', 'ar-EG', 'hi', 'de', 'pt-BR', 'zh-Hant-TW'])(
    'a browser in %s has the formats of the texts',
    async (language) => {
      const ofTexts = allFormats(await formatsIn('en'));
      expect(allFormats(await formatsIn(language))).toEqual(ofTexts);
    },
  );

  it('a browser of the same language has the formats of its region', async () => {
    const british = await formatsIn('en-GB');
    expect(british.formatDate(at)).toBe('21 Nov 2026');
    expect(british.formatNumber(1_234_567)).toBe('1,234,567');
    expect((await formatsIn('en-US')).formatDate(at)).toBe('Nov 21, 2026');
    expect((await formatsIn('en-IN')).formatNumber(1_234_567)).toBe('12,34,567');
  });

  it.each(['en-TH', 'en-SA', 'en-u-ca-persian-nu-arab', 'en-US-u-nu-thai'])(
    'years are Gregorian and digits Latin in a browser in %s',
    async (language) => {
      const format = await formatsIn(language);
      expect(format.formatUtc(at)).toContain('2026');
      expect(format.formatDaySpan('2026-09-23', '2026-11-21')).toContain('2026');
      expect(JSON.stringify(allFormats(format))).not.toMatch(/(?![0-9])\p{Nd}/u);
    },
  );

  it('lengths have units that cannot be mistaken for others', async () => {
    const { formatDuration } = await formatsIn('tr');
    expect([34 * minute, 40 * hour, 5 * day, 9 * day + 2 * hour + minute].map(formatDuration)).toEqual([
      '34 min',
      '1 d 16 h',
      '5 d',
      '9 d 2 h',
    ]);
    expect([0, 7 * hour, 7 * hour + 4 * minute, 1200 * day].map(formatDuration)).toEqual([
      '1 min',
      '7 h',
      '7 h 4 min',
      '1,200 d',
    ]);
  });
});

const sources = globSync(['core/**/*.{ts,tsx}', 'components/**/*.{ts,tsx}', 'entrypoints/**/*.{ts,tsx}']);

/** What formats in the language of the browser, or of the machine, unless it is given another one. */
const browserLanguage = [
  /\bIntl\.(?!Locale\b)\w+\((?!formatLocale\(\))/u,
  /\bIntl\b(?!\.)/u,
  /\bIntl\.(?:\w*Format|Collator|PluralRules|Segmenter|DisplayNames)\b(?!\()/u,
  /\.toLocale\w*\(/u,
  /\.localeCompare\(/u,
  /\bnavigator\.languages?\b/u,
];

const usesBrowserLanguage = (line: string): boolean =>
  !line.trimStart().startsWith('//') && browserLanguage.some((pattern) => pattern.test(line));

describe('the sources', () => {
  it.each(sources)('%s formats in the language of the texts', (file) => {
    expect(readFileSync(file, 'utf8').split('\n').filter(usesBrowserLanguage)).toEqual([]);
  });

  it.each([
    'new Intl.NumberFormat()',
    'new Intl.DateTimeFormat(undefined, {})',
    'Intl.PluralRules(navigator.language)',
    "new Intl.Collator('de')",
    'const { ListFormat } = Intl;',
    'const Format = Intl.NumberFormat;',
    'count.toLocaleString()',
    "a.localeCompare(b, 'en')",
  ])('%s is found', (line) => {
    expect(usesBrowserLanguage(line)).toBe(true);
  });

  it('pages are marked with the language of the texts', () => {
    const pages = globSync('entrypoints/*/index.html');
    expect(pages.length).toBeGreaterThan(4);
    for (const page of pages)
      expect(readFileSync(page, 'utf8')).toContain(`<html lang="${message('extension.language')}">`);
  });
});
