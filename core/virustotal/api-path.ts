// Ids in API paths.
import { mayContainKey } from '../common/ids.ts';
import { pathSegment } from '../common/urls.ts';
import { VirusTotalError } from './api-error.ts';

/**
 * An id as a path segment.
 * @throws VirusTotalError `not-found` for dots, which would lead to another path, and for an id that could contain an API key
 */
export function idSegment(id: string): string {
  if (id === '.' || id === '..' || mayContainKey(id)) throw new VirusTotalError('not-found');
  return pathSegment(id);
}
