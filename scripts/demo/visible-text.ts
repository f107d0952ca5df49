// Reads an element as a person does: text side by side makes one line, whatever the markup.
import type { ElementHandle } from 'puppeteer-core';

/** The visible lines of an element, including open shadow roots, with an empty line before each heading except the first. */
export function readVisibleLines(element: ElementHandle): Promise<string[]> {
  return element.evaluate((start) => {
    type Piece = { text: string; first: DOMRect; last: DOMRect; heading: boolean };
    // This function runs in the page, where nothing of this module exists, so its helpers are nested.
    /* oxlint-disable unicorn/consistent-function-scoping */
    const pieceOf = (node: Text): Piece[] => {
      const parent = node.parentElement;
      if (
        !parent?.checkVisibility({ visibilityProperty: true }) ||
        parent.closest('style, script, svg, option')
      )
        return [];
      const range = document.createRange();
      range.selectNodeContents(node);
      // Text for screen readers only is one pixel in size and skipped.
      const rects = [...range.getClientRects()].filter(() => parent.getBoundingClientRect().width > 2);
      const [first, last] = [rects[0], rects.at(-1)];
      const text = node.data.replaceAll(/\s+/gu, ' ');
      const heading = parent.closest('h1, h2, h3') !== null;
      return first && last && text !== '' ? [{ text, first, last, heading }] : [];
    };
    const piecesUnder = (node: Node): Piece[] => {
      if (node instanceof Text) return pieceOf(node);
      const root = node instanceof Element ? node.shadowRoot : null;
      return [...(root ?? node).childNodes].flatMap(piecesUnder);
    };
    const sharesLine = (a: DOMRect, b: DOMRect): boolean =>
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.height, b.height) / 2;
    /* oxlint-enable unicorn/consistent-function-scoping */

    const rows: { text: string; heading: boolean }[] = [];
    let before: Piece | undefined;
    for (const piece of piecesUnder(start)) {
      const row = rows.at(-1);
      if (row && before && sharesLine(before.last, piece.first))
        row.text += (piece.first.left - before.last.right > 3 ? '   ' : '') + piece.text;
      else rows.push({ text: piece.text, heading: piece.heading });
      before = piece;
    }
    return rows
      .map(({ text, heading }) => ({ text: text.trim().replaceAll(/ {3,}/gu, '   '), heading }))
      .filter(({ text }) => text !== '')
      .flatMap(({ text, heading }, index) => (heading && index > 0 ? ['', text] : [text]));
  });
}
