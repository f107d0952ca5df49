// The Graph object: an investigation drawn in VT Graph.
import {
  count,
  boolean,
  list,
  type Decoder,
  unixSeconds,
  text,
  type Decoded,
  objectDecoder,
  nestedDecoder,
} from '../decode.ts';

/** Times are milliseconds since the epoch, UTC. Only the size of the graph is kept. */
export type Graph = Decoded<{
  about?: { description?: string };
  created?: number;
  modified?: number;
  isPrivate?: boolean;
  views?: number;
  comments?: number;
  nodes?: number;
  links?: number;
}>;

const length: Decoder<number> = (input) => list(input)?.length;

export const readGraph: Decoder<Graph> = objectDecoder(
  'graph',
  {
    about: ['graph_data', nestedDecoder({ description: ['description', text] })],
    created: ['creation_date', unixSeconds],
    modified: ['last_modified_date', unixSeconds],
    isPrivate: ['private', boolean],
    views: ['views_count', count],
    comments: ['comments_count', count],
    nodes: ['nodes', length],
    links: ['links', length],
  },
  {},
);
