// What comes after the first account: pin the extension, open the popup, and choose alerts and lookups.
import { i18n } from '#i18n';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { send } from '../../core/messages.ts';
import type { Settings } from '../../core/storage/schema.ts';
import { switchNotifications } from './notifications-permission.ts';

export type NextStepsProps = { settings: Pick<Settings, 'notificationsEnabled' | 'panelMode'> };

export function NextSteps({ settings: { notificationsEnabled, panelMode } }: NextStepsProps) {
  const isAutomatic = panelMode === 'always';
  const section = useRef<HTMLElement>(null);
  useEffect(() => section.current?.focus(), []);
  return (
    <section class="next" aria-label={i18n.t('next.title')} tabIndex={-1} ref={section}>
      <h3>{i18n.t('next.title')}</h3>
      <ol>
        <Step text={i18n.t('next.pin')}>
          <PinPicture />
        </Step>
        <Step text={i18n.t('next.popup')}>
          <Action text={i18n.t('next.open_popup')} onClick={openPopup} />
        </Step>
        <Step text={i18n.t(notificationsEnabled ? 'next.alerts_on' : 'next.alerts_off')}>
          <Action
            text={i18n.t(notificationsEnabled ? 'next.turn_off' : 'next.turn_on')}
            onClick={() => void switchNotifications(!notificationsEnabled)}
          />
        </Step>
        <Step text={i18n.t(isAutomatic ? 'next.lookups_on' : 'next.lookups_off')}>
          <Action
            text={i18n.t(isAutomatic ? 'next.on_click' : 'next.automatically')}
            onClick={() => void send('saveSettings', { panelMode: isAutomatic ? 'click' : 'always' })}
          />
        </Step>
      </ol>
    </section>
  );
}

const Step = ({ text, children }: { text: string; children: ComponentChildren }) => (
  <li>
    <div class="next-step">
      <span>{text}</span>
      {children}
    </div>
  </li>
);

const Action = ({ text, onClick }: { text: string; onClick: () => void }) => (
  <button class="button" type="button" onClick={onClick}>
    {text}
  </button>
);

/** Browsers may refuse to open it, such as a window without a toolbar. The step names the other way. */
const openPopup = (): void => void browser.action.openPopup().catch(() => undefined);

/** The browser's menu of extensions, with the pin beside ours. */
const PinPicture = () => (
  <span class="pin-picture" aria-hidden="true">
    <svg viewBox="0 0 16 16" class="icon">
      <path d="M6 3a1.5 1.5 0 0 1 3 0h3v3a1.5 1.5 0 0 1 0 3v4H9a1.5 1.5 0 0 0-3 0H3V3z" />
    </svg>
    <span class="pin-row">
      <img src="/icons/16.png" alt="" width="16" height="16" />
      {i18n.t('extension.name')}
      <svg viewBox="0 0 16 16" class="icon">
        <path d="M5 2h6M6 2v5L4 9v1h8V9l-2-2V2M8 10v4" />
      </svg>
    </span>
  </span>
);
