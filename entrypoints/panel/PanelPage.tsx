// The panel with its state: what the last lookup showed, whether it is collapsed, and what came of copying.
import { useLayoutEffect, useState } from 'preact/hooks';
import { send } from '../../core/messages.ts';
import type { Folding, Place } from '../../core/panel-channel.ts';
import { Panel } from './Panel.tsx';
import { useLookup } from './use-lookup.ts';

/** How long the result of copying is shown, in milliseconds. */
const copiedNoteDuration = 10_000;

export type PanelPageProps = {
  place: Place;
  isInitiallyCollapsed: boolean;
  /** Why it starts collapsed, where the user has not left it so. Then how it is left is not remembered. */
  folding?: Folding | undefined;
  /** The panel was drawn and needs the height of its current form. */
  onDrawn: (isCollapsed: boolean) => void;
};

export function PanelPage({ place, isInitiallyCollapsed, folding, onDrawn }: PanelPageProps) {
  const { content, problem, isBusy, request } = useLookup(place);
  const [collapsed, setCollapsed] = useState(isInitiallyCollapsed);
  const [copied, setCopied] = useState<boolean | undefined>();
  useLayoutEffect(() => onDrawn(collapsed), [collapsed]);

  const toggle = (): void => {
    setCollapsed(!collapsed);
    if (!folding) void send('collapsePanel', { collapsed: !collapsed });
    else if (folding === 'on-click' && !content && collapsed) request('reload');
  };
  const act = (): void => {
    if (problem?.act === 'options') void send('openOptions', {});
    else request('reload');
  };
  const copy = (text: string): void => {
    void navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
    setTimeout(setCopied, copiedNoteDuration, undefined);
  };

  return (
    <Panel
      id={place.id}
      content={content}
      problem={problem}
      isBusy={isBusy}
      collapsed={collapsed}
      copied={copied}
      onRefresh={trusted(() => request('reload'))}
      onMore={trusted(() => request('all'))}
      onAct={trusted(act)}
      onCollapse={trusted(toggle)}
      onCopy={copy}
    />
  );
}

/** An act that only a person's own event causes. */
const trusted =
  (act: () => void) =>
  ({ isTrusted }: Event): void => {
    if (isTrusted) act();
  };
