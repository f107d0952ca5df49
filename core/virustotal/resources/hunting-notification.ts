// The Hunting Notification object: a rule of the user's matched something.
import {
  boolean,
  multilineText,
  type Decoder,
  seconds,
  text,
  stringArray,
  type Decoded,
  objectDecoder,
} from '../decode.ts';

/** `date`: seconds since the epoch, UTC. */
export type HuntingNotification = Decoded<{
  date?: number;
  rule?: string;
  ruleTags?: string[];
  tags?: string[];
  /** The bytes around the match; `*begin_highlight*` and `*end_highlight*` stand around what matched. */
  snippet?: string;
  /** The match is in a file that the matched file contains. */
  inSubfile?: boolean;
  /** Country code of whoever submitted the file. */
  country?: string;
  /** SHA-256 of the matched file, where the tags tell it. */
  file?: string;
  rulesetId?: string;
}>;

const sha256 = /^[0-9a-f]{64}$/iu;

export const readHuntingNotification: Decoder<HuntingNotification> = objectDecoder(
  'hunting_notification',
  {
    date: ['date', seconds],
    rule: ['rule_name', text],
    ruleTags: ['rule_tags', stringArray],
    tags: ['tags', stringArray],
    snippet: ['snippet', multilineText],
    inSubfile: ['match_in_subfile', boolean],
    country: ['source_country', text],
  },
  {},
  (id, { tags }): { file?: string; rulesetId?: string } => {
    const file = tags?.find((tag) => sha256.test(tag));
    // The id's three parts are the ruleset's id, a number and a hash.
    const [, rulesetId] = /^([^-]+)-[^-]+-[^-]+$/u.exec(id) ?? [];
    return { ...(file && { file }), ...(rulesetId && { rulesetId }) };
  },
);
