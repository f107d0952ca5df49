// Puts the panel's content into its host, and keeps it: asks the background for the panel content of the page and draws again when
// the answer comes, when the panel is collapsed, every minute while it is looked at, and when the reader comes back to it.
import { i18n } from '#i18n';
import { h, render } from 'preact';
import { type Freshness, send } from '../../core/messages.ts';
import type { PanelProblem } from '../../core/views/panel-content.ts';
import { createHost, keepCollapsed } from './host.ts';
import { setAbortableInterval, isInvalidated } from './extension-lifecycle.ts';
import { followTheme, whenLoaded } from './virustotal-page.ts';
import { Panel, type PanelState } from '../panel/Panel.tsx';
import type { Place } from './route.ts';
import { minute } from '../../core/common/time-units.ts';

/** A panel for one user or group; `remove` takes everything away again, and ends `signal`. */
export type PanelInstance = { place: Place; host: HTMLElement; signal: AbortSignal; remove: () => void };

/** How the panel is to start. */
export type PanelOptions = {
  collapsed: boolean;
  /** VirusTotal is asked only when the reader expands the panel or asks. */
  onClick: boolean;
  onCollapse: (collapsed: boolean) => void;
};

const aging = minute;
const glance = 3000;

export function show(place: Place, { collapsed, onClick, onCollapse }: PanelOptions): PanelInstance {
  const over = new AbortController();
  const { host, frame, attachStyles } = createHost(place, over.signal);
  let view: PanelState = { isBusy: true, collapsed };
  let isDressed = false;
  // When the last answer came; undefined while one is awaited.
  let readAt: number | undefined;

  function draw(change: Partial<PanelState> = {}): void {
    if (over.signal.aborted || isInvalidated()) return;
    view = { ...view, ...change };
    keepCollapsed(host, view.collapsed);
    if (isDressed) render(h(Panel, { id: place.id, ...view, ...actions }), frame);
  }

  function toggle(): void {
    draw({ collapsed: !view.collapsed });
    if (!onClick) onCollapse(view.collapsed);
    else if (!view.content && !view.collapsed) request('reload');
  }

  function act(): void {
    if (view.problem?.act === 'options') void send('openOptions', {});
    else request('reload');
  }

  function copy(text: string): void {
    void navigator.clipboard.writeText(text).then(
      () => draw({ copied: true }),
      () => draw({ copied: false }),
    );
    setTimeout(() => draw({ copied: undefined }), glance);
  }

  async function read(freshness: Freshness): Promise<void> {
    readAt = undefined;
    const answer = await send('getPanelContent', { ...place, freshness });
    if (isInvalidated()) return;
    readAt = performance.now();
    const { content, problem } = answer.ok ? answer.value : { problem: unreachable() };
    // What was seen stays, and what went wrong is said beside it: another account may have been asked, and have failed.
    const seen = view.content && problem ? { ...view.content, failure: problem.text } : view.content;
    draw({ isBusy: false, content: content ?? seen, problem });
  }

  function request(freshness: Freshness): void {
    draw({ isBusy: true });
    void read(freshness);
  }

  const actions = {
    onRefresh: trusted(() => request('reload')),
    onMore: trusted(() => request('all')),
    onAct: trusted(act),
    onCollapse: trusted(toggle),
    onCopy: copy,
  };
  followTheme(host, over.signal);
  // Ages and resets are words, and words come from the background; what is known already costs nothing.
  const look = (): void => void (document.hidden || readAt === undefined || read('auto'));
  setAbortableInterval(aging, look, over.signal);
  // Who comes back may have done meanwhile what the problem asked for. What was just read stays: it says what it has cost. Most
  // returns are told by both events, and one reading is enough.
  const onBack = (): void => {
    if (view.problem || performance.now() - (readAt ?? 0) > aging) look();
  };
  for (const back of ['focus', 'visibilitychange']) addEventListener(back, onBack, { signal: over.signal });
  void read('auto');
  draw();
  whenLoaded(() => {
    attachStyles();
    isDressed = true;
    draw();
  }, over.signal);
  return {
    place,
    host,
    signal: over.signal,
    remove: () => {
      over.abort();
      render(null, frame);
      host.remove();
    },
  };
}

/** Scripts of the page can press our buttons; such a click does nothing. */
const trusted =
  (act: () => void) =>
  ({ isTrusted }: Event): void => {
    if (isTrusted) act();
  };

const unreachable = (): PanelProblem => ({
  kind: 'unexpected',
  tone: 'warning',
  text: i18n.t('panel.unreachable'),
  button: i18n.t('panel.retry'),
  act: 'ask',
});
