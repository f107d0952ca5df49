// The File object as hunting notifications list it: the file, and which rule matched.
import {
  count,
  boolean,
  multilineText,
  type Decoder,
  unixSeconds,
  text,
  stringArray,
  type Decoded,
  objectDecoder,
  nestedDecoder,
} from '../decode.ts';

/** `id` is the SHA-256. Times are milliseconds since the epoch, UTC; `size` in bytes. */
export type HuntingFile = Decoded<{
  name?: string;
  size?: number;
  /** The file type as VirusTotal describes it: "Win32 EXE". */
  description?: string;
  tags?: string[];
  firstSeen?: number;
  analysed?: number;
  /** Engines by verdict in the last analysis. */
  verdicts?: { malicious?: number; suspicious?: number; harmless?: number; undetected?: number };
  /** When the notification was created. The following fields describe the match. */
  date?: number;
  notificationId?: string;
  rule?: string;
  rulesetId?: string;
  ruleset?: string;
  snippet?: string;
  inSubfile?: boolean;
  country?: string;
}>;

const verdicts = nestedDecoder({
  malicious: ['malicious', count],
  suspicious: ['suspicious', count],
  harmless: ['harmless', count],
  undetected: ['undetected', count],
});

export const readHuntingFile: Decoder<HuntingFile> = objectDecoder(
  'file',
  {
    name: ['meaningful_name', text],
    size: ['size', count],
    description: ['type_description', text],
    tags: ['tags', stringArray],
    firstSeen: ['first_submission_date', unixSeconds],
    analysed: ['last_analysis_date', unixSeconds],
    verdicts: ['last_analysis_stats', verdicts],
  },
  {
    date: ['notification_date', unixSeconds],
    notificationId: ['notification_id', text],
    rule: ['rule_name', text],
    rulesetId: ['ruleset_id', text],
    ruleset: ['ruleset_name', text],
    snippet: ['notification_snippet', multilineText],
    inSubfile: ['match_in_subfile', boolean],
    country: ['notification_source_country', text],
  },
);
