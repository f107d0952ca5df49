// The language of all formats: dates, numbers, lists and sort orders read as the texts around them.
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { lazy } from '../common/lazy.ts';

/**
 * The language of the texts, with the browser's region where the browser speaks the same language: British dates in a British
 * browser, English ones in a Turkish browser. The calendar is Gregorian and the digits are Latin, as in the texts; some
 * regions have others.
 */
export const formatLocale = lazy(() => {
  const language = i18n.t('extension.language');
  const ofBrowser = new Intl.Locale(browser.i18n.getUILanguage());
  const tag = ofBrowser.language === language ? ofBrowser.baseName : language;
  return new Intl.Locale(tag, { calendar: 'gregory', numberingSystem: 'latn' });
});
