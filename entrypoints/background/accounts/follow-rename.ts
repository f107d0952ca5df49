// What happens when VirusTotal no longer knows an account under its id: it is moved to its new name, if it has one.
import { isExpectedError } from '../../../core/errors.ts';
import type { Account, AccountPart } from '../../../core/domain/account.ts';
import { isSameId } from '../../../core/common/ids.ts';
import type { User } from '../../../core/virustotal/resources/user.ts';
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import { updateAccount } from '../storage/account-store.ts';
import { findRenamedOwner } from './find-new-name.ts';
import type { Occasion } from './refresh-schedule.ts';
import { renameAccount, withAccountLock } from './rename-account.ts';

/** Whether an object under the account's id is another user's: its id says so, or it lacks all that only its owner sees. */
export const isOtherUser = (user: User, { id, user: last }: Account): boolean =>
  !isSameId(user.id, id) ||
  (last?.value.privileges !== undefined && user.privileges === undefined && user.preferences === undefined);

/** A user object under the account's id that is another user's. */
export class OtherUserError extends VirusTotalError {
  constructor() {
    super('unexpected');
  }
}

/** Whether a failure may come from a new name: the old one is unknown, leads to the new one, or belongs to somebody else now. */
const mayBeRenamed = (error: unknown, part: AccountPart): boolean =>
  error instanceof OtherUserError ||
  (part === 'quotas' && isExpectedError(error) && error.kind === 'not-found');

/** Asks once for the new name, and moves the account there. @returns otherwise the error to store, which is that of asking if it failed */
export async function followRename(
  account: Account,
  part: AccountPart,
  error: unknown,
  occasion: Occasion,
): Promise<{ newId?: string; error?: unknown }> {
  const isFirst = !isExpectedError(error) || account.failures[part]?.kind !== error.kind;
  // The owner of a key that is being added was asked for a moment ago, and that of an unfinished account was never confirmed.
  const mayAsk = !account.unfinished && (occasion === 'request' || (occasion !== 'add' && isFirst));
  if (!mayAsk || !mayBeRenamed(error, part)) return { error };
  try {
    const owner = await findRenamedOwner(account);
    if (!owner) return { error };
    await withAccountLock(() => renameAccount(account.id, owner.id));
    const user = { at: Date.now(), value: owner };
    await updateAccount(owner.id, (now) => ({ ...now, kind: owner.kind, user, failures: {} }));
    return { newId: owner.id };
  } catch (failure) {
    return { error: failure };
  }
}
