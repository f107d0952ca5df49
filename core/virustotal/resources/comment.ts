// The Comment object: written by a user, or about a user.
import {
  count,
  multilineText,
  type Decoder,
  unixSeconds,
  stringArray,
  type Decoded,
  objectDecoder,
  nestedDecoder,
} from '../decode.ts';

/** An object that has a page on VirusTotal. */
export type CommentTarget = { kind: 'file' | 'domain' | 'ip' | 'url' | 'graph'; id: string };

/** `date`: milliseconds since the epoch, UTC. `text` is plain and may have several lines. */
export type Comment = Decoded<{
  date?: number;
  text?: string;
  tags?: string[];
  votes?: { positive?: number; negative?: number; abuse?: number };
  /** What the comment is about, as far as its id shows. */
  on?: CommentTarget;
}>;

const votes = nestedDecoder({
  positive: ['positive', count],
  negative: ['negative', count],
  abuse: ['abuse', count],
});

export const readComment: Decoder<Comment> = objectDecoder(
  'comment',
  {
    date: ['date', unixSeconds],
    text: ['text', multilineText],
    tags: ['tags', stringArray],
    votes: ['votes', votes],
  },
  {},
  targetOf,
);

const kinds = new Map<string | undefined, CommentTarget['kind']>([
  ['f', 'file'],
  ['d', 'domain'],
  ['i', 'ip'],
  ['u', 'url'],
  ['g', 'graph'],
]);

/** A comment's id is a letter, the id of its target, and a random part. Domains contain hyphens themselves. */
function targetOf(comment: string): { on?: CommentTarget } {
  const [, letter, id] = /^([a-z])-(.+)-[^-]+$/u.exec(comment) ?? [];
  const kind = kinds.get(letter);
  return kind && id ? { on: { kind, id } } : {};
}
