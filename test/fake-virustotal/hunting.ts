// A user's hunting data: notifications, their files and retrohunt jobs. Generated, newest first, constant across
// starts. Notifications, rulesets and files refer to each other.
import { withAttacks } from './hostile.ts';
import { base } from './paging.ts';
import { digits, hex, number, pick } from './seeded-random.ts';
import { rulesetAt, rulesetObject, yara } from './rulesets.ts';
import type { Ruleset } from './rulesets.ts';
import type { Account, ApiObject, Series, Variants } from './types.ts';

const hour = 3600;
const day = 24 * hour;
const seconds = (ms: number) => Math.floor(ms / 1000);

type Match = {
  id: string;
  sha256: string;
  ruleset: Ruleset;
  rule: string;
  date: number;
  snippet: string;
  inSubfile: boolean;
  /** missing in some responses, as in the document's own example */
  source: { country: string; key: string } | null;
};

type IdForm = Variants['notificationIds'];

function matchAt(account: Account, index: number, start: number, form: IdForm): Match {
  const seed = `match ${account.id} ${index}`;
  const from = rulesetAt(account, number(seed, Math.max(1, account.lists.hunting_rulesets)));
  const bytes = (part: string) => (hex(`${part} ${seed}`, 32).match(/../g) ?? []).join(' ').toUpperCase();
  const sha256 = hex(`file ${seed}`);
  const documentedId = `${from.id}-${digits(`notification ${seed}`)}-${hex(seed, 32)}`;
  return {
    id:
      form === 'three-parts'
        ? documentedId
        : `${from.id}-${hex(seed, 32)}-${sha256}-${seconds(start) - index}`,
    sha256,
    ruleset: from,
    rule: pick(seed, from.rules),
    date: seconds(start) - index * 700 - number(seed, 600) - 60,
    snippet: `${bytes('a')}  ................\n*begin_highlight*${bytes('b')}*end_highlight*  ................`,
    inSubfile: index % 6 === 5,
    source:
      index % 4 === 3
        ? null
        : { country: pick(seed, ['DE', 'BR', 'US', 'IN', 'JP']), key: hex(`key ${seed}`, 8) },
  };
}

function notification(match: Match): ApiObject {
  return {
    attributes: {
      date: match.date,
      match_in_subfile: match.inSubfile,
      rule_name: match.rule,
      rule_tags: [],
      snippet: match.snippet,
      ...(match.source ? { source_country: match.source.country, source_key: match.source.key } : {}),
      tags: [match.sha256, match.rule],
    },
    id: match.id,
    links: { self: `${base}/intelligence/hunting_notifications/${match.id}` },
    type: 'hunting_notification',
  };
}

function file(match: Match): ApiObject {
  const { sha256 } = match;
  const malicious = number(`detections ${sha256}`, 60);
  const name = `${pick(sha256, ['invoice', 'setup', 'update', 'report'])}_${sha256.slice(0, 4)}.exe`;
  return {
    attributes: {
      first_submission_date: match.date - number(sha256, 40 * day),
      last_analysis_date: match.date - 30,
      last_analysis_stats: {
        'confirmed-timeout': 0,
        failure: 0,
        harmless: 0,
        malicious,
        suspicious: 0,
        timeout: 0,
        'type-unsupported': 4,
        undetected: 68 - malicious,
      },
      md5: hex(`md5 ${sha256}`, 32),
      meaningful_name: name,
      names: [name],
      reputation: 0,
      sha1: hex(`sha1 ${sha256}`, 40),
      sha256,
      size: 10_000 + number(`size ${sha256}`, 5_000_000),
      tags: ['peexe'],
      times_submitted: 1 + number(`times ${sha256}`, 5),
      total_votes: { harmless: 0, malicious: number(`votes ${sha256}`, 3) },
      type_description: 'Win32 EXE',
      type_extension: 'exe',
      type_tag: 'peexe',
    },
    context_attributes: {
      match_in_subfile: match.inSubfile,
      notification_date: match.date,
      notification_id: match.id,
      notification_snippet: match.snippet,
      ...(match.source
        ? { notification_source_country: match.source.country, notification_source_key: match.source.key }
        : {}),
      notification_tags: [sha256, match.rule],
      rule_name: match.rule,
      rule_tags: [],
      ruleset_id: match.ruleset.id,
      ruleset_name: match.ruleset.name,
    },
    id: sha256,
    links: { self: `${base}/files/${sha256}` },
    type: 'file',
  };
}

/** The first is running, the second is starting, one was aborted, the rest are finished. */
function job(account: Account, index: number, start: number): ApiObject {
  const seed = `job ${account.id} ${index}`;
  const created = seconds(start) - index * 5 * day - 3 * hour;
  const id = `${account.id}-${created}`;
  const status = (['running', 'starting', 'finished', 'aborted'] as const)[index] ?? 'finished';
  const progress = { running: 42.5, starting: 0, finished: 100, aborted: 63.2 }[status];
  const isOver = status === 'finished' || status === 'aborted';
  return {
    attributes: {
      corpus: index % 4 === 2 ? 'goodware' : 'main',
      creation_date: created,
      ...(status === 'running' ? { eta_seconds: 5400 } : {}),
      ...(isOver ? { finish_date: created + 6 * hour } : {}),
      notification_email: `${account.id}@example.com`,
      num_matches: status === 'starting' ? 0 : number(seed, 10_000),
      num_matches_outside_time_range: number(`outside ${seed}`, 50),
      progress,
      rules: yara(rulesetAt(account, index).rules),
      scanned_bytes: Math.floor(progress * 7_312_000_000_000),
      ...(status === 'starting' ? {} : { start_date: created + 60 }),
      status,
      time_range: { start: created - 90 * day, end: created },
    },
    id,
    links: { self: `${base}/intelligence/retrohunt_jobs/${id}` },
    type: 'retrohunt_job',
  };
}

export type HuntingList =
  'hunting_rulesets' | 'hunting_notifications' | 'hunting_notification_files' | 'retrohunt_jobs';

/** @param start ms since the epoch, when the world starts */
export function huntingOf(kind: HuntingList, account: Account, start: number, form: IdForm): Series {
  const makers: Record<HuntingList, (index: number) => ApiObject> = {
    hunting_rulesets: (index) => rulesetObject(account, index, start),
    hunting_notifications: (index) => notification(matchAt(account, index, start, form)),
    hunting_notification_files: (index) => file(matchAt(account, index, start, form)),
    retrohunt_jobs: (index) => job(account, index, start),
  };
  const countedKind = kind === 'hunting_notification_files' ? 'hunting_notifications' : kind;
  const at = (index: number): ApiObject => {
    const made = makers[kind](index);
    return account.id === 'hostile' ? withAttacks(made, index) : made;
  };
  return { length: account.lists[countedKind], at };
}
