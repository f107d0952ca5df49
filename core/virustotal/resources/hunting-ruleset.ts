// The Hunting Ruleset object. The rules and the notification recipients are not kept.
import {
  count,
  boolean,
  type Decoder,
  unixSeconds,
  text,
  stringArray,
  type Decoded,
  objectDecoder,
} from '../decode.ts';

/** Times are milliseconds since the epoch, UTC. */
export type HuntingRuleset = Decoded<{
  name?: string;
  enabled?: boolean;
  /** The maximum number of notifications a day. */
  limit?: number;
  ruleCount?: number;
  ruleNames?: string[];
  /** What its rules match: "file", "url", "domain", "ip". */
  looksAt?: string;
  created?: number;
  modified?: number;
  /** Whether VirusTotal throttles it because it matches too much, and to which fraction (0 to 1) of its matches. */
  slowed?: boolean;
  slowedTo?: number;
  /** When VirusTotal will disable it, and why. */
  endsAt?: number;
  endsWhy?: string;
  tags?: string[];
}>;

export const readHuntingRuleset: Decoder<HuntingRuleset> = objectDecoder(
  'hunting_ruleset',
  {
    name: ['name', text],
    enabled: ['enabled', boolean],
    limit: ['limit', count],
    ruleCount: ['number_of_rules', count],
    ruleNames: ['rule_names', stringArray],
    looksAt: ['match_object_type', text],
    created: ['creation_date', unixSeconds],
    modified: ['modification_date', unixSeconds],
    slowed: ['rate_limited', boolean],
    slowedTo: ['rate_limited_ratio', count],
    endsAt: ['scheduled_disable_date', unixSeconds],
    endsWhy: ['scheduled_disable_reason', text],
    tags: ['tags', stringArray],
  },
  {},
);
