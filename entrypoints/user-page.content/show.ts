// Puts the panel's content into its host, and keeps it: asks the background for what is known of the user and draws anew
// when the answer comes, when the panel is folded and as the figures grow older.
import { h, render } from 'preact';
import { type CommandError, send, type Sight } from '../../core/state/messages.ts';
import { createHost } from './host.ts';
import { followTheme } from './page.ts';
import { Panel } from './Panel.tsx';

/** A panel for one user; `remove` takes everything away again, and ends `signal`. */
export type Mounted = {
  user: string;
  host: HTMLElement;
  signal: AbortSignal;
  fold: (folded: boolean) => void;
  remove: () => void;
};

/** `sight` stays while it is asked for again, and when that fails. */
export type View = { sight?: Sight; error?: CommandError; isBusy: boolean; folded: boolean };

const aging = 30_000;

/** @param onFold told when the reader folds or unfolds the panel */
export function show(user: string, folded: boolean, onFold: (folded: boolean) => void): Mounted {
  const over = new AbortController();
  const { host, root } = createHost(user, over.signal);
  let view: View = { isBusy: true, folded };

  function draw(change: Partial<View> = {}): void {
    view = { ...view, ...change };
    render(h(Panel, { user, ...view, now: Date.now(), onRefresh: () => ask(true), onFold: toggle }), root);
  }

  function toggle(): void {
    draw({ folded: !view.folded });
    onFold(view.folded);
    void send('foldPanel', { folded: view.folded });
  }

  function grow(): void {
    const isReset = view.sight?.quotas.some(({ resetsAt = Infinity }) => resetsAt <= Date.now());
    if (isReset) ask(false);
    else draw();
  }

  // An answer that comes after the panel has gone is drawn into a root that stands nowhere.
  async function read(fresh: boolean): Promise<void> {
    const answer = await send('sight', { id: user, fresh });
    if (answer.ok) delete view.error;
    draw({ isBusy: false, ...(answer.ok ? { sight: answer.value } : { error: answer.error }) });
  }

  function ask(fresh: boolean): void {
    draw({ isBusy: true });
    void read(fresh);
  }

  followTheme(host, over.signal);
  const timer = setInterval(grow, aging);
  void read(false);
  // Before the next paint is soon enough, and lets the page read its own first lines.
  requestAnimationFrame(() => draw());
  return {
    user,
    host,
    signal: over.signal,
    fold: (next) => draw({ folded: next }),
    remove: () => {
      over.abort();
      clearInterval(timer);
      render(null, root);
      host.remove();
    },
  };
}
