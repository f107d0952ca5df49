// Ids in API paths.
import { pathSegment } from '../common/urls.ts';
import { VirusTotalError } from './api-error.ts';

/**
 * An id as a path segment.
 * @throws VirusTotalError `not-found` for dots, which would lead to another path
 */
export function idSegment(id: string): string {
  if (id === '.' || id === '..') throw new VirusTotalError('not-found');
  return pathSegment(id);
}
