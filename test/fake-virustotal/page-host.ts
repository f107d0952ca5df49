// Connects the fake's web page with the world: its profiles are the world's accounts.
import { createPage } from './page/page.ts';
import type { Page, PageOptions, PageUser } from './page/page.ts';
import type { World } from './types.ts';

export type { PageOptions } from './page/page.ts';
export type PageHost = Pick<Page, 'fetch' | 'set' | 'reset'>;

const noPage: PageHost = {
  fetch: () =>
    Promise.resolve(new Response('This fake VirusTotal was started without its page', { status: 404 })),
  set: () => {},
  reset: () => {},
};

/** @param options false: no page, which saves its build */
export async function createPageHost(options: PageOptions | false, world: () => World): Promise<PageHost> {
  return options === false ? noPage : createPage(options, (id) => profileOf(world(), id));
}

function profileOf(world: World, id: string): PageUser | null {
  const account = world.find(id) ?? world.find(id.toLowerCase());
  if (!account) return null;
  const {
    first_name: first = '',
    last_name: last = '',
    profile_phrase: phrase = '',
    user_since: joined,
    reputation,
  } = account.attributes;
  return { id: account.id, name: `${first} ${last}`.trim() || account.id, phrase, joined, reputation };
}
