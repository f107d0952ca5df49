// Looks up the user or group of a page.
import type { Input, Output } from '../../../core/messages.ts';
import { isSameId } from '../../../core/common/ids.ts';
import { showsOnlyPublic } from '../../../core/domain/lookup.ts';
import type { Place } from '../../../core/panel-channel.ts';
import { currentState } from '../storage/account-store.ts';
import { lookUpGroup } from './group-lookup.ts';
import { lookUpUser } from './user-lookup.ts';

export const lookUp = ({ of, ...request }: Input<'lookUp'>): Promise<Output<'lookUp'>> =>
  of === 'user' ? lookUpUser(request) : lookUpGroup(request);

/** Whether the last lookup of a place showed nothing but what VirusTotal shows to everybody. Makes no request. */
export async function wasPublicOnly(place: Place): Promise<boolean> {
  const { accounts } = await currentState();
  // The lookup of an own account would refresh it.
  if (place.of === 'user' && accounts.some(({ id }) => isSameId(id, place.id))) return false;
  const result = await lookUp({ ...place, freshness: 'cached' });
  if (result.is !== 'found') return false;
  const { lookup } = result;
  return showsOnlyPublic(lookup) && !lookup.anotherMaySeeMore;
}
