// Everything that the panel on a VirusTotal page shows, ready to be drawn. The background makes it and sends it as a message.
import type { FailureKind } from '../errors.ts';
import type { ChipView, EntriesView, IsolatedText, QuotasView, Tone } from './view-models.ts';

/** `hidden`: why there is nothing to show; `personal`: what is not copied unless asked for; `offer`: what a click would ask for, and what that costs. */
export type PanelBlock = {
  title?: string;
  meta?: string;
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
  /** Through whose eyes it is seen. */
  viewer: IsolatedText;
  columns: readonly PanelColumn[];
  footer: readonly { text: string; title?: string }[];
  /** Why the figures could not be renewed. */
  failure?: string;
  /** The panel content as Markdown, without and - where it shows one - with the e-mail address. */
  copy: { plain: string; withEmail?: string };
};

/** Why there is no panel content, and what a click on its button does about it. `low`: requests run low; `on-click`: as the reader wishes; `budget`: pages have caused too many lookups. */
export type PanelProblem = {
  kind: FailureKind | 'low' | 'on-click' | 'budget';
  tone: Tone;
  text: string;
  /** Absent while VirusTotal asked to wait. */
  button?: string;
  act: 'options' | 'ask';
};
