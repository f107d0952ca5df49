// Learns once which groups an account administers, where VirusTotal does not name its role beside each group.
import { quotaStatusesOf } from '../../../core/domain/account.ts';
import { hasUnknownRoles } from '../../../core/domain/group-administration.ts';
import { requestsAreSpent } from '../../../core/domain/low-requests.ts';
import { itemsPerRequest, listKey } from '../../../core/storage/list-schema.ts';
import { loadList } from '../lists/list-loader.ts';
import { findAccount } from '../storage/account-store.ts';

/** Costs one request, or none where it would tell nothing new or none is left. */
export async function learnRoles(id: string): Promise<void> {
  const account = await findAccount(id);
  if (!account || !hasUnknownRoles(account)) return;
  if (requestsAreSpent(quotaStatusesOf(account, Date.now()))) return;
  const list = listKey('groupsManaged', id);
  await loadList({ account: id, list, targetCount: itemsPerRequest, fresh: true });
}
