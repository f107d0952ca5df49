// Owns the outer nodes: body > shell > captcha, container. Finds the views' outlet and restores what a storm removes.
import { defineShell, type Shell } from './shell.ts';
import { ownNodes, settings } from './state.ts';

const isOld = settings.shell === 'vt-virustotal-app';
const hasContainer = !isOld && settings.container !== 'none';

/** Upgrades the shell in the HTML; resolves when an outlet exists. */
export async function startFrame(): Promise<void> {
  for (const node of document.body.childNodes) ownNodes.add(node);
  defineShell();
  const shell = currentShell();
  for (const node of shell.childNodes) ownNodes.add(node);
  await shell.updateComplete;
  if (hasContainer && !container()) fillShell(shell);
}

export function outlet(): Element {
  const found = hasContainer ? container() : currentShell().innerOutlet();
  if (!found) throw new Error('The page has no outlet for its views');
  return found;
}

export function container(): HTMLElement | null {
  return document.querySelector('#view-container');
}

export function currentShell(): Shell {
  const shell = document.querySelector<Shell>(settings.shell);
  if (!shell) throw new Error('The page has no shell');
  return shell;
}

/** Replaces the container with an empty one; foreign children are removed with it. */
export function replaceContainer(): void {
  container()?.replaceWith(createContainer());
}

export async function replaceShell(): Promise<void> {
  const shell = document.createElement(settings.shell) as Shell;
  ownNodes.add(shell);
  if (hasContainer) fillShell(shell);
  const old = currentShell();
  const parent = old.parentNode ?? document.body;
  const next = old.nextSibling;
  old.remove();
  await Promise.resolve();
  parent.insertBefore(shell, next);
  await shell.updateComplete;
}

function fillShell(shell: Shell): void {
  const captcha = document.createElement('div');
  captcha.id = 'captchaContainer';
  captcha.hidden = true;
  ownNodes.add(captcha);
  shell.append('\n', captcha, '\n', createContainer(), '\n');
}

function createContainer(): HTMLElement {
  const created = document.createElement('div');
  created.id = 'view-container';
  if (settings.slot === 'named') created.slot = 'view';
  ownNodes.add(created);
  return created;
}
