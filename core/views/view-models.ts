// View models: text that is ready to be drawn. The popup makes them where it draws them; for VirusTotal's pages the background
// makes them, so that those pages load neither words nor rules.

/** Words of ours and foreign names in one line; a name is isolated, so that its direction cannot rearrange the words. */
export type IsolatedText = readonly (string | { name: string })[];

export type Tone = 'plain' | 'ok' | 'warning' | 'critical';

/** A short fact. `title`: the longer form, shown on hover. */
export type ChipView = { text: string; tone?: Tone; icon?: 'check' | 'warning'; title?: string };

/** A line of a list. `href`: a page of VirusTotal's about it; `fact`: beside it, a chip where it has a tone. */
export type EntryView = { title: string; href?: string; meta?: ChipView; detail?: IsolatedText };

/** `fold`: what is collapsed to one line beneath. */
export type EntriesView = { label: string; entries: readonly EntryView[]; disclosure?: DisclosureView };

export type DisclosureView = { title: string; text: string };

/** Shares are 0 to 1; `bar` is absent where there is no limit to draw against. */
export type MeterView = {
  /** VirusTotal's own name. */
  name: string;
  /** The plain name with its window, and the short one under a family's heading. */
  label: string;
  short: string;
  tone: Tone;
  /** Value and range for `role="meter"`; a value never leaves its range. */
  value: number;
  max: number;
  /** The owner of the limit. */
  tag: string;
  /** "921" of "/ 1,000"; without a limit `used` is absent and `amount` says all. */
  used?: string;
  amount: string;
  bar?: { own: number; pool: number; forecast?: number };
  notes: string;
  reset: string;
  resetTitle?: string;
  /** All of it as a sentence. */
  sentence: string;
};

/** Quotas by family, each with the pools that it draws on. */
export type QuotasView = {
  families: readonly { title: string; pools: string; pool: IsolatedText; meters: readonly MeterView[] }[];
  disclosure?: DisclosureView;
};
