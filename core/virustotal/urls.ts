// Where VirusTotal is, and how an id becomes a part of an address. Nothing of ours ever goes to another origin.
import { VirusTotalError } from './api-error.ts';

export const virusTotalOrigin = 'https://www.virustotal.com';

/**
 * An id as a part of a path. Half a character, of which no path can be made, is replaced: it names nobody.
 * @throws VirusTotalError `not-found` for dots, which would lead to another path
 */
export function pathSegment(id: string): string {
  if (id === '.' || id === '..') throw new VirusTotalError('not-found');
  return encodeURIComponent(id.toWellFormed());
}
