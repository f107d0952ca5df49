// Routes in the URL's fragment. Back and forward work, and every page can be linked to.
import { useEffect, useState } from 'preact/hooks';
import { hasInvisible } from '../../core/common/characters.ts';

export const sections = ['account', 'groups', 'hunting', 'activity', 'service-accounts'] as const;

export type Section = (typeof sections)[number];

/** `id`: the group or service account of a detail page; `part`: the section of a group's page to begin at. */
export type Route = { section: Section; id?: string; part?: 'members' };

const withPages: ReadonlySet<Section> = new Set(['groups', 'service-accounts']);

/** Undefined for an unknown route. */
export function routeOf(hash: string): Route | undefined {
  const [first = '', second = '', third, ...more] = hash.replace(/^#?\/?/u, '').split('/');
  const section = sections.find((name) => name === (first || 'account'));
  if (!section || more.length > 0) return undefined;
  if (!second) return { section };
  const id = decoded(second);
  if (!id || hasInvisible(id) || !withPages.has(section)) return undefined;
  if (third === undefined) return { section, id };
  return section === 'groups' && third === 'members' ? { section, id, part: third } : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // The id is not correctly escaped.
    return undefined;
  }
}

export const hrefOf = (section: Section, id?: string): string =>
  `#/${section}${id === undefined ? '' : `/${encodeURIComponent(id.toWellFormed())}`}`;

/** Where a group's page begins at its members. */
export const membersHref = (group: string): string => `${hrefOf('groups', group)}/members`;

/** Message keys of the sections, which must not contain hyphens. */
export const messageKeys = {
  account: 'account',
  groups: 'groups',
  hunting: 'hunting',
  activity: 'activity',
  'service-accounts': 'service_accounts',
} as const satisfies Record<Section, string>;

/** The URL's current fragment. */
export function useHash(): string {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const update = (): void => setHash(location.hash);
    window.addEventListener('hashchange', update);
    return () => window.removeEventListener('hashchange', update);
  }, []);
  return hash;
}
