// Search by role in Firefox, whose own stops at shadow roots: each open root below the scope is searched in turn.
import type { ElementHandle, Frame } from 'puppeteer-core';
import { clickElement } from './firefox-privileged.ts';

/** As Chromium's search by role and accessible name; an empty name matches every name. */
export async function firefoxByRole(
  scope: Frame | ElementHandle,
  role: string,
  name: string,
): Promise<ElementHandle[]> {
  const found: ElementHandle[] = [];
  for (const root of await openRoots(scope)) {
    found.push(...(await root.$$(`aria/${name}[role="${role}"]`)));
    // Firefox gives a password field no role, Chromium calls it a textbox.
    if (role === 'textbox' && name !== '') found.push(...(await passwordFields(root, name)));
  }
  return found;
}

async function openRoots(scope: Frame | ElementHandle): Promise<ElementHandle[]> {
  const start: ElementHandle<Node> =
    'goto' in scope ? await scope.evaluateHandle((): Node => document) : scope;
  const list = await start.evaluateHandle((node) => {
    const below = (root: ParentNode): ParentNode[] => [
      root,
      ...[...root.querySelectorAll('*')].flatMap((one) => (one.shadowRoot ? below(one.shadowRoot) : [])),
    ];
    const own = node instanceof Element && node.shadowRoot ? below(node.shadowRoot) : [];
    return [...below(node as ParentNode & Node), ...own];
  });
  const handles = [...(await list.getProperties()).values()].map((one) => one.asElement());
  return handles.filter((one) => one !== null) as ElementHandle[];
}

async function passwordFields(root: ElementHandle, name: string): Promise<ElementHandle[]> {
  const named = await root.$$(`aria/${name}`);
  const kept = await Promise.all(
    named.map((one) => one.evaluate((node) => node instanceof HTMLInputElement && node.type === 'password')),
  );
  return named.filter((_, index) => kept[index]);
}

/** Puppeteer cannot tell where a frame in a closed root is, so the browser itself clicks on the element in its frame. */
export const clickInFrame = (element: ElementHandle): ElementHandle =>
  Object.assign(element, {
    // As Puppeteer does in a page.
    click: async () => {
      await element.evaluate((each) => each.scrollIntoView({ block: 'nearest' }));
      await clickElement(element);
    },
  });
