// How long data about other people is kept: looked-up users, and lists of members, service accounts, mentions and opened groups.
import { day } from '../../../core/common/time-units.ts';
import { dropPeopleLists } from '../lists/list-store.ts';
import { currentState } from '../storage/account-store.ts';
import { dropCachedUsers } from '../storage/cached-users.ts';
import { isKeptInMemory } from '../storage/people-area.ts';

/** Forgets everything about other people. Loading it again may cost requests. */
export async function forgetOtherPeople(): Promise<void> {
  await dropCachedUsers(() => true);
  await dropPeopleLists(() => true);
}

/** Forgets what accounts with a passphrase read about other people. It is in memory, and nothing else about others is. */
export async function forgetPeopleInMemory(): Promise<void> {
  await dropCachedUsers((_viewer, _at, isOnDisk) => !isOnDisk);
  await dropPeopleLists((_account, _state, isOnDisk) => !isOnDisk);
}

/** Forgets what is older than the user has chosen, whose account is gone, and what belongs in memory but is on disk. */
export async function forgetExpiredPeople(): Promise<void> {
  const { accounts, settings, isFromNewerVersion } = await currentState();
  if (isFromNewerVersion) return;
  const oldest = Date.now() - settings.peopleRetentionDays * day;
  const isForgotten = (id: string, at: number, isOnDisk: boolean): boolean => {
    const account = accounts.find((each) => each.id === id);
    return !account || at < oldest || (isOnDisk && isKeptInMemory(account));
  };
  await dropCachedUsers(isForgotten);
  await dropPeopleLists((id, { at, lastUsedAt }, isOnDisk) => isForgotten(id, at ?? lastUsedAt, isOnDisk));
}
