// Inspects a page with hostile names as the browser renders it: what became of the names, and how they affect their
// neighbors.
/* oxlint-disable unicorn/consistent-function-scoping -- all of it runs in the page, where nothing of ours is */
import type { Frame, Page } from 'puppeteer-core';
import { fromTheRight } from '../fake-virustotal/hostile.ts';

/**
 * Returns the rendering faults of a part of the page, shadow roots included; empty if all foreign content is text and
 * stays in place.
 */
export const findRenderingFaults = (page: Page | Frame, within: string): Promise<string[]> =>
  page.evaluate(
    (selector, rightToLeft) => {
      const start = document.querySelector(selector);
      if (!start) return [`no ${selector}`];
      const under = (root: ParentNode): Element[] =>
        [...root.querySelectorAll('*')].flatMap((each) =>
          [each].concat(each.shadowRoot ? under(each.shadowRoot) : []),
        );
      const all = [start, ...(start.shadowRoot ? under(start.shadowRoot) : []), ...under(start)].filter(
        (each) => !each.matches('head, head *, style, script'),
      );
      const shown = all.filter((each) => each.checkVisibility());
      const named = (element: Element): string => `${element.tagName.toLowerCase()}.${element.className}`;
      const above = (element: Element): Element | null =>
        element.parentElement ?? (element.getRootNode() as ShadowRoot).host ?? null;
      const textIn = (element: Element): string =>
        [...element.childNodes]
          .map((node) => (node.nodeType === Node.TEXT_NODE ? (node.nodeValue ?? '') : ''))
          .join('');
      // The diagnostics report is our own text.
      const texts = shown
        .filter((each) => !each.matches('pre'))
        .flatMap((element) => [...element.attributes].map(({ value }) => value).concat(textIn(element)));

      /** Elements that lay out or isolate their lines themselves. */
      const paragraphOf = (element: Element): Element => {
        const { unicodeBidi, display } = getComputedStyle(element);
        const isApart = /isolate|plaintext/u.test(unicodeBidi) || !/^(?:inline|contents)$/u.test(display);
        const parent = above(element);
        return isApart || !parent ? element : paragraphOf(parent);
      };
      // oxlint-disable-next-line no-control-regex -- they are what is looked for
      const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e]/u;
      const isolated = /\u2068[^\u2069]*\u2069/gu;
      const foreign = [rightToLeft, '<img src=x onerror=alert(1)>', '@hostile', 'today', 'gnp.exe', 'cod'];
      const ownText = (text: string): string =>
        foreign
          .reduce((rest, each) => rest.replaceAll(each, ''), text.replaceAll(isolated, ''))
          .replaceAll(/W{20,}/gu, '');
      const mixed = shown
        .filter((element) => /[\u0590-\u05ff]/u.test(textIn(element).replaceAll(isolated, '')))
        .map(paragraphOf)
        .filter((element) => /[a-z0-9]/iu.test(ownText(element.textContent ?? '')));

      const isScrolled = (element: Element | null): boolean =>
        element !== null &&
        element !== document.documentElement &&
        (getComputedStyle(element).overflowX !== 'visible' || isScrolled(above(element)));
      const edge =
        selector === 'html' ? document.documentElement.clientWidth : start.getBoundingClientRect().right;
      const overflowing = shown.filter(
        (each) => each.getBoundingClientRect().right > edge + 1 && !isScrolled(above(each)),
      );
      const isWide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
      const hrefs = all.flatMap((one) => (one instanceof HTMLAnchorElement ? one.href : []));
      return [
        ...all
          .filter((one) => one.matches('img:not([src^="/icons/"]), iframe, object, [onerror], [onclick]'))
          .map((one) => `made of a name: ${named(one)}`),
        ...hrefs
          .filter(
            (href) => !/^(?:https:\/\/www\.virustotal\.com\/(?:gui|graph)\/|chrome-extension:)/u.test(href),
          )
          .map((href) => `a link away: ${href}`),
        ...mixed.map((part) => `beside ours: ${named(part)}: ${ownText(part.textContent ?? '')}`),
        ...texts
          .filter((text) => unprintable.test(text))
          .map((text) => `unprintable: ${JSON.stringify(text.slice(0, 120))}`),
        ...texts
          .filter((text) => text.length > 4500)
          .map((text) => `long: ${text.length}, ${text.slice(0, 40)}`),
        ...(isWide && selector === 'html' ? ['wider than its window'] : []),
        ...overflowing.slice(0, 3).map((each) => `beyond its edge: ${named(each)}`),
      ];
    },
    within,
    fromTheRight,
  );
