// The Hunting Notification object: one of the user's rules matched a file.
import {
  boolean,
  multilineText,
  type Decoder,
  unixSeconds,
  text,
  stringArray,
  type Decoded,
  objectDecoder,
} from '../decode.ts';

/** `date`: milliseconds since the epoch, UTC. */
export type HuntingNotification = Decoded<{
  date?: number;
  rule?: string;
  ruleTags?: string[];
  tags?: string[];
  /** The bytes around the match, which is between `*begin_highlight*` and `*end_highlight*`. */
  snippet?: string;
  /** The match is in a file contained in the matched file. */
  inSubfile?: boolean;
  /** Country code of the submitter. */
  country?: string;
  /** SHA-256 of the matched file, where the tags include it. */
  file?: string;
  rulesetId?: string;
}>;

const sha256 = /^[0-9a-f]{64}$/iu;
// Documented are three parts: the ruleset's id, a number and a hash. Real ids have four: the ruleset's id, a hash, the file's
// SHA-256 and the time.
const idParts = /^([^-]+)-[^-]+-(?:([0-9a-f]{64})-\d+|[^-]+)$/iu;

export const readHuntingNotification: Decoder<HuntingNotification> = objectDecoder(
  'hunting_notification',
  {
    date: ['date', unixSeconds],
    rule: ['rule_name', text],
    ruleTags: ['rule_tags', stringArray],
    tags: ['tags', stringArray],
    snippet: ['snippet', multilineText],
    inSubfile: ['match_in_subfile', boolean],
    country: ['source_country', text],
  },
  {},
  (id, { tags }): { file?: string; rulesetId?: string } => {
    const [, rulesetId, named] = idParts.exec(id) ?? [];
    const file = tags?.find((tag) => sha256.test(tag)) ?? named;
    return { ...(file && { file }), ...(rulesetId && { rulesetId }) };
  },
);
