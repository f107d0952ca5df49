// A page's HTML before its script runs, in tests of its static frame.
import { readFileSync } from 'node:fs';

/** The first element of the page's body as the browser parses it. @param page the folder of its entrypoint */
export function staticRoot(page: string): Element {
  const html = readFileSync(`entrypoints/${page}/index.html`, 'utf8');
  const body = document.createElement('body');
  body.innerHTML = /<body>(.*)<script/su.exec(html)?.[1] ?? '';
  // An instruction to the bundler, which removes it.
  for (const element of body.querySelectorAll('[vite-ignore]')) element.removeAttribute('vite-ignore');
  const [root] = body.children;
  if (!root) throw new Error(`The page ${page} has no static frame.`);
  return root;
}

export const markupOf = (element: Element): string => element.innerHTML.replaceAll(/\s*\n\s*/gu, '');
