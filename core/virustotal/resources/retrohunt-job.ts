// The Retrohunt Job object: rules run against files that VirusTotal already has.
import {
  count,
  type Decoder,
  durationSeconds,
  text,
  type Decoded,
  objectDecoder,
  nestedDecoder,
  unixSeconds,
} from '../decode.ts';

/** Times are milliseconds since the epoch, UTC. */
export type RetrohuntJob = Decoded<{
  /** "starting", "running", "aborting", "aborted", "finished"; others are possible. */
  status?: string;
  /** 0 to 100. */
  progress?: number;
  /** The estimated time until it finishes, in milliseconds. */
  eta?: number;
  matches?: number;
  matchesOutside?: number;
  /** "main" or "goodware". */
  corpus?: string;
  created?: number;
  started?: number;
  finished?: number;
  scannedBytes?: number;
  /** The range of submission dates of the scanned files. */
  range?: { from?: number; to?: number };
  /** The names of its rules; a job has no name. */
  ruleNames?: string[];
}>;

// Linear on purpose: rules may be megabytes of empty lines, so no part may match across lines from each of them.
const ruleHead = /^[ \t]*(?:(?:private|global)\s+){0,2}rule\s+(\w+)/gmu;
const maximumRules = 500;

const namesInRules: Decoder<string[]> = (input) =>
  typeof input === 'string'
    ? [...input.matchAll(ruleHead).take(maximumRules)].flatMap(([, name]) => text(name) ?? [])
    : undefined;

export const readRetrohuntJob: Decoder<RetrohuntJob> = objectDecoder(
  'retrohunt_job',
  {
    status: ['status', text],
    progress: ['progress', count],
    eta: ['eta_seconds', durationSeconds],
    matches: ['num_matches', count],
    matchesOutside: ['num_matches_outside_time_range', count],
    corpus: ['corpus', text],
    created: ['creation_date', unixSeconds],
    started: ['start_date', unixSeconds],
    finished: ['finish_date', unixSeconds],
    scannedBytes: ['scanned_bytes', count],
    range: ['time_range', nestedDecoder({ from: ['start', unixSeconds], to: ['end', unixSeconds] })],
    ruleNames: ['rules', namesInRules],
  },
  {},
);
