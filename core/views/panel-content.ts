// The complete content of the panel, ready to render and to copy.
import type { FailureKind } from '../errors.ts';
import type { ChipView, EntriesView, IsolatedText, QuotasView, Tone } from './view-models.ts';

/** What can be run now; `detail`: when that changes. */
export type HeadlineView = { text: string; tone: Tone; detail?: string };

/**
 * `hidden`: why there is nothing to show; `personal`: content that is copied only on request; `offer`: what a click loads, and
 * its cost.
 */
export type PanelBlock = {
  title?: string;
  meta?: string;
  headline?: HeadlineView;
  entries?: EntriesView;
  quotas?: QuotasView;
  hidden?: string;
  personal?: string;
  offer?: { text: string; button: string };
};

export type PanelColumn = { title: string; meta?: string; blocks: readonly PanelBlock[] };

export type PanelContent = {
  /** The user's or group's id as VirusTotal writes it. */
  id: string;
  chips: readonly ChipView[];
  /** The account that sees it. */
  viewer: IsolatedText;
  columns: readonly PanelColumn[];
  /** Why nothing more than the public is visible, in one line; absent where more is. */
  publicOnly?: string;
  footer: readonly { text: string; title?: string }[];
  /** What "Refresh" costs. */
  refreshCost: string;
  /** Why the data could not be updated. */
  failure?: string;
  /** The content as Markdown, without the e-mail address and, where it shows one, with it. */
  copy: { plain: string; withEmail?: string };
};

/**
 * Why there is no panel content, and what the button does about it. `low`: requests run low; `on-click`: the user has chosen to
 * load on click; `budget`: pages have caused too many lookups.
 */
export type PanelProblem = {
  kind: FailureKind | 'low' | 'on-click' | 'budget';
  tone: Tone;
  text: string;
  /** Absent while VirusTotal imposes a wait. */
  button?: string;
  act: 'options' | 'look-up';
};
