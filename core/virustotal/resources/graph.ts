// The Graph object: an investigation drawn in VT Graph.
import { type Listed, objectReader, partReader } from '../object.ts';
import { count, boolean, list, type Reader, seconds, text } from '../decode.ts';

/** Times are seconds since the epoch, UTC. Of the drawing itself only its size is kept. */
export type Graph = Listed<{
  about?: { description?: string };
  created?: number;
  modified?: number;
  isPrivate?: boolean;
  views?: number;
  comments?: number;
  nodes?: number;
  links?: number;
}>;

const length: Reader<number> = (input) => list(input)?.length;

export const readGraph: Reader<Graph> = objectReader(
  'graph',
  {
    about: ['graph_data', partReader({ description: ['description', text] })],
    created: ['creation_date', seconds],
    modified: ['last_modified_date', seconds],
    isPrivate: ['private', boolean],
    views: ['views_count', count],
    comments: ['comments_count', count],
    nodes: ['nodes', length],
    links: ['links', length],
  },
  {},
);
