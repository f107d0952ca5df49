// The Comment object: what a user wrote, or what was written about a user.
import { type Listed, objectReader, partReader } from '../object.ts';
import { amount, prose, type Reader, seconds, texts } from '../decode.ts';

/** A thing that VirusTotal knows and has a page for. */
export type Place = { kind: 'file' | 'domain' | 'ip' | 'url' | 'graph'; id: string };

/** `date`: seconds since the epoch, UTC. `text` is plain and may have several lines. */
export type Comment = Listed<{
  date?: number;
  text?: string;
  tags?: string[];
  votes?: { positive?: number; negative?: number; abuse?: number };
  /** What the comment stands on, as far as its id tells. */
  on?: Place;
}>;

const votes = partReader({
  positive: ['positive', amount],
  negative: ['negative', amount],
  abuse: ['abuse', amount],
});

export const readComment: Reader<Comment> = objectReader(
  'comment',
  { date: ['date', seconds], text: ['text', prose], tags: ['tags', texts], votes: ['votes', votes] },
  {},
  placeOf,
);

const kinds = new Map<string | undefined, Place['kind']>([
  ['f', 'file'],
  ['d', 'domain'],
  ['i', 'ip'],
  ['u', 'url'],
  ['g', 'graph'],
]);

/** A comment's id is a letter, the id of what it stands on, and something random; domains have dashes of their own. */
function placeOf(comment: string): { on?: Place } {
  const [, letter, id] = /^([a-z])-(.+)-[^-]+$/u.exec(comment) ?? [];
  const kind = kinds.get(letter);
  return kind && id ? { on: { kind, id } } : {};
}
