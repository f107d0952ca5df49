// A user's posts: comments, mentions and graphs. Generated on demand, newest first, constant across starts.
import { attackAt, withAttacks } from './hostile.ts';
import { base } from './paging.ts';
import { hex, number, pick } from './seeded-random.ts';
import type { Account, ApiObject, Series } from './types.ts';

const hour = 3600;

const texts = [
  '#malware dropper, fetches its second stage over plain HTTP',
  'is this a false positive?\n',
  '#spam #phishing',
  'Seen in a mail to accounting.\nAttachment was a ZIP with a password.',
  'Same certificate as yesterday & the same <section> names',
  'C2 at https://c2.example/gate, beacon every 60 s #c2',
  'Ошибочное срабатывание, 誤検知 😀',
] as const;

/** The kinds of comment targets by the first letter of the comment id; a name may contain the dash itself. */
const items: readonly [(seed: string) => string, ...((seed: string) => string)[]] = [
  (seed) => `f-${hex(`file ${seed}`)}`,
  (seed) => `d-${pick(seed, ['bad-example.test', 'spam.example', 'login.bank-example.test'])}`,
  (seed) => `i-192.0.2.${number(seed, 255)}`,
  (seed) => `u-${hex(`url ${seed}`)}`,
  (seed) => `g-g${hex(`graph ${seed}`)}`,
];

function escape(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
  return text.replaceAll(/[&<>]/g, (sign) => entities[sign] ?? sign).replaceAll('\n', '<br />');
}

function comment(seed: string, date: number, text: string): ApiObject {
  const id = `${pick(seed, items)(seed)}-${hex(`comment ${seed}`, 8)}`;
  return {
    attributes: {
      date,
      html: escape(text),
      tags: [...text.matchAll(/#(\w+)/g)].map(([, tag]) => tag),
      text,
      votes: {
        abuse: number(`abuse ${seed}`, 20) === 0 ? 1 : 0,
        negative: number(`negative ${seed}`, 3),
        positive: number(`positive ${seed}`, 9),
      },
    },
    id,
    links: { self: `${base}/comments/${id}` },
    type: 'comment',
  };
}

function graph(seed: string, date: number): ApiObject {
  const id = `g${hex(seed)}`;
  const file = hex(`file ${seed}`);
  const address = `198.51.100.${number(seed, 255)}`;
  const hub = `relationships_contacted_ips_${file}`;
  const node = (entity: string, kind: string, index: number, attributes: Record<string, unknown>) => ({
    entity_attributes: attributes,
    entity_id: entity,
    index,
    text: '',
    type: kind,
    x: number(`x ${seed} ${index}`, 800),
    y: number(`y ${seed} ${index}`, 600),
  });
  return {
    attributes: {
      comments_count: number(`comments ${seed}`, 12),
      creation_date: date,
      graph_data: {
        description: `Investigation ${hex(seed, 4)}`,
        version: '5.0.0',
      },
      last_modified_date: date + number(`edited ${seed}`, 40) * hour,
      links: [
        { connection_type: 'contacted_ips', source: file, target: hub },
        { connection_type: 'contacted_ips', source: hub, target: address },
      ],
      nodes: [
        node(file, 'file', 0, { has_detections: true, type_tag: 'peexe' }),
        node(hub, 'relationship', 1, {}),
        node(address, 'ip_address', 2, { has_detections: false, country: 'NL' }),
      ],
      private: number(`private ${seed}`, 4) === 0,
      views_count: number(`views ${seed}`, 900),
    },
    id,
    links: { self: `${base}/graphs/${id}` },
    type: 'graph',
  };
}

/** @param start ms since the epoch, when the world starts; the newest item is some hours older */
export function activityOf(
  kind: 'comments' | 'mentions' | 'graphs',
  account: Account,
  start: number,
): Series {
  return {
    length: account.lists[kind],
    at(index) {
      const seed = `${kind} ${account.id} ${index}`;
      const date = Math.floor(start / 1000) - (7 * index + 2) * hour - number(seed, 6 * hour);
      const isHostile = account.id === 'hostile';
      if (kind === 'graphs') {
        const made = graph(seed, date - 48 * hour);
        return isHostile ? withAttacks(made, index) : made;
      }
      const text = isHostile ? attackAt(index) : pick(seed, texts);
      return comment(seed, date, kind === 'mentions' ? `@${account.id} ${text}` : text);
    },
  };
}
