// The one node that is added to VirusTotal's page, and what its closed shadow root holds: the panel's frame, or a notice where the
// page keeps the frame out.
import { i18n } from '#i18n';
import { browser } from 'wxt/browser';
import type { Place } from '../../core/panel-channel.ts';
import { send } from '../../core/messages.ts';
import styles from './host.css?inline';

export const hostName = 'vitals-panel';

export type Host = {
  host: HTMLElement;
  /** Loads as soon as `insertFrame` has put it into the host. */
  frame: HTMLIFrameElement;
  insertFrame: () => void;
  showBlocked: (isBlocked: boolean) => void;
};

/** Creates the panel's host for a place. A plain element: custom elements do not exist in a content script's world. */
export function createHost({ of, id }: Place): Host {
  const host = document.createElement(hostName);
  host.dataset[of] = id;
  const style = document.createElement('style');
  style.textContent = styles;
  const frame = createFrame();
  const box = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  root.append(style, box);
  let notice: HTMLElement | undefined;
  return {
    host,
    frame,
    insertFrame: () => box.append(frame),
    showBlocked: (isBlocked) => {
      notice?.remove();
      notice = isBlocked ? createNotice() : undefined;
      if (notice) root.prepend(notice);
    },
  };
}

/**
 * The frame is invisible until the panel has been drawn in it. Copying is permitted to any origin, because the origin of the panel
 * is not the one of its temporary address.
 */
function createFrame(): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.title = i18n.t('extension.name');
  frame.allow = 'clipboard-write *';
  frame.src = browser.runtime.getURL('/panel.html');
  return frame;
}

function createNotice(): HTMLElement {
  const notice = document.createElement('p');
  const button = document.createElement('button');
  button.textContent = i18n.t('panel.open_dashboard');
  button.addEventListener('click', ({ isTrusted }) => {
    if (isTrusted) void send('openDashboard', {});
  });
  notice.append(`${i18n.t('panel.blocked')} `, button);
  return notice;
}

/** An unseen host keeps its place and nothing else. */
export function keepUnseen(host: HTMLElement, unseen: boolean): void {
  host.toggleAttribute('data-unseen', unseen);
}

/** A collapsed host keeps a lower place. */
export function keepCollapsed(host: HTMLElement, collapsed: boolean): void {
  host.toggleAttribute('data-collapsed', collapsed);
}

/** Removes what an earlier instance of this script has left, after an update under an open page. */
export function removeStaleHosts(): void {
  for (const stale of document.querySelectorAll(hostName)) stale.remove();
}
