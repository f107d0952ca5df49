// Keeps with the account which groups it administers. The list of them is forgotten as lists of people are; the ids stay.
import { parseListKey, parseListStateKey } from '../../../core/storage/list-schema.ts';
import type { Page } from '../../../core/virustotal/pagination.ts';
import { updateAccount } from '../storage/account-store.ts';

/**
 * Keeps the ids of a page of the account's own list of administered groups. Does nothing for other lists.
 * @param isFirst the page begins the list, so that ids that were kept before no longer count
 */
export async function keepAdministered(
  stateKey: string,
  { items, cursor, invalidNextLink }: Page<unknown>,
  isFirst: boolean,
): Promise<void> {
  const { account: id, key } = parseListStateKey(stateKey);
  const { list, owner } = parseListKey(key) ?? {};
  if (list !== 'groupsManaged' || owner !== id) return;
  const ids = (items as { id: string }[]).map((group) => group.id);
  await updateAccount(id, (account) => ({
    ...account,
    administered: {
      at: Date.now(),
      ids: isFirst ? ids : [...(account.administered?.ids ?? []), ...ids],
      isComplete: cursor === undefined && !invalidNextLink,
    },
  }));
}
