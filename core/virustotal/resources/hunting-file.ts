// A File object as the hunting notifications list it: the file, and beside it which rule matched.
import { type Listed, objectReader, partReader } from '../object.ts';
import { amount, flag, prose, type Reader, seconds, text, texts } from '../decode.ts';

/** `id` is the SHA-256. Times are seconds since the epoch, UTC; `size` in bytes. */
export type HuntedFile = Listed<{
  name?: string;
  size?: number;
  /** What it is, in VirusTotal's words: "Win32 EXE". */
  description?: string;
  tags?: string[];
  firstSeen?: number;
  analysed?: number;
  /** How many engines said what at the last analysis. */
  verdicts?: { malicious?: number; suspicious?: number; harmless?: number; undetected?: number };
  /** When it was notified, and through what. */
  date?: number;
  notificationId?: string;
  rule?: string;
  rulesetId?: string;
  ruleset?: string;
  snippet?: string;
  inSubfile?: boolean;
  country?: string;
}>;

const verdicts = partReader({
  malicious: ['malicious', amount],
  suspicious: ['suspicious', amount],
  harmless: ['harmless', amount],
  undetected: ['undetected', amount],
});

export const readHuntedFile: Reader<HuntedFile> = objectReader(
  'file',
  {
    name: ['meaningful_name', text],
    size: ['size', amount],
    description: ['type_description', text],
    tags: ['tags', texts],
    firstSeen: ['first_submission_date', seconds],
    analysed: ['last_analysis_date', seconds],
    verdicts: ['last_analysis_stats', verdicts],
  },
  {
    date: ['notification_date', seconds],
    notificationId: ['notification_id', text],
    rule: ['rule_name', text],
    rulesetId: ['ruleset_id', text],
    ruleset: ['ruleset_name', text],
    snippet: ['notification_snippet', prose],
    inSubfile: ['match_in_subfile', flag],
    country: ['notification_source_country', text],
  },
);
