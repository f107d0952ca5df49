// How long data about other people is kept: looked-up users, and lists of members, service accounts, mentions and opened groups. The
// account's own lists are kept longer.
import { day } from '../../../core/common/time-units.ts';
import { dropForgottenLists } from '../lists/list-store.ts';
import { currentState } from '../storage/account-store.ts';
import { dropCachedUsers } from '../storage/cached-users.ts';
import { isKeptInMemory } from '../storage/people-area.ts';

/** How long the account's own lists are kept after they were loaded last, in milliseconds. */
const ownListRetention = 90 * day;

/** Forgets everything about other people. Loading it again may cost requests. */
export async function forgetOtherPeople(): Promise<void> {
  await dropCachedUsers(() => true);
  await dropForgottenLists(({ isAboutPeople }) => isAboutPeople);
}

/** Forgets what accounts with a passphrase read about other people. It is in memory, and nothing else about others is. */
export async function forgetPeopleInMemory(): Promise<void> {
  await dropCachedUsers((_viewer, _at, isOnDisk) => !isOnDisk);
  await dropForgottenLists(({ isAboutPeople, isOnDisk }) => isAboutPeople && !isOnDisk);
}

/** Forgets own lists of long ago, and of other people what is older than the user has chosen, whose account is gone, and what belongs in memory but is on disk. */
export async function forgetExpiredPeople(): Promise<void> {
  const { accounts, settings, isFromNewerVersion } = await currentState();
  if (isFromNewerVersion) return;
  const oldest = Date.now() - settings.peopleRetentionDays * day;
  const isForgotten = (id: string, at: number, isOnDisk: boolean): boolean => {
    const account = accounts.find((each) => each.id === id);
    return !account || at < oldest || (isOnDisk && isKeptInMemory(account));
  };
  await dropCachedUsers(isForgotten);
  const oldestOwn = Date.now() - ownListRetention;
  await dropForgottenLists(({ account, state: { at, lastUsedAt }, isAboutPeople, isOnDisk }) =>
    isAboutPeople ? isForgotten(account, at ?? lastUsedAt, isOnDisk) : lastUsedAt < oldestOwn,
  );
}
