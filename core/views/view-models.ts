// View models: text that is ready to render. The popup creates them where it renders them. For VirusTotal's pages the
// background creates them, so that those pages load neither translations nor domain code.

/** Our text with foreign names in it. Names are isolated, so that their direction cannot rearrange the text. */
export type IsolatedText = readonly (string | { name: string })[];

export type Tone = 'plain' | 'ok' | 'warning' | 'critical';

/** A short fact. `title`: the long form, shown on hover. */
export type ChipView = { text: string; tone?: Tone; icon?: 'check' | 'warning'; title?: string };

/** A list entry. `href`: its page on VirusTotal; `meta`: shown next to the title, as a chip where it has a tone. */
export type EntryView = { title: string; href?: string; meta?: ChipView; detail?: IsolatedText };

/** `disclosure`: entries that are collapsed to one line below. */
export type EntriesView = { label: string; entries: readonly EntryView[]; disclosure?: DisclosureView };

export type DisclosureView = { title: string; text: string };

/** Shares are 0 to 1; `bar` is absent where there is no limit. */
export type MeterView = {
  /** VirusTotal's name of the quota. */
  name: string;
  /** The display name with its window, and the short name under a family's heading. */
  label: string;
  short: string;
  tone: Tone;
  /** Value and maximum for `role="meter"`; the value is never out of range. */
  value: number;
  max: number;
  /** The owner of the limit. */
  tag: string;
  /** "921" of "/ 1,000"; without a limit `used` is absent and `amount` shows everything. */
  used?: string;
  amount: string;
  /** `help`: what the parts of the bar mean. */
  bar?: { own: number; pool: number; forecast?: number; help: string };
  notes: string;
  reset: string;
  resetTitle?: string;
  /** The whole meter as a sentence. */
  sentence: string;
};

/** Quotas by family, each with the pools it draws on. */
export type QuotasView = {
  families: readonly { title: string; pools: string; pool: IsolatedText; meters: readonly MeterView[] }[];
  disclosure?: DisclosureView;
};
