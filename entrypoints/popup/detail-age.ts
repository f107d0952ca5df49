// The age of what is loaded less often than the quotas. The popup's footer tells the age of the figures alone.
import { type Account, figuresAt, type Timestamped } from '../../core/domain/account.ts';
import { minute } from '../../core/common/time-units.ts';
import { formatRelative } from '../../core/presentation/format.ts';

/** "3 hr. ago"; undefined for what is as new as the figures. @param now milliseconds since the epoch */
export function detailAge(
  detail: Timestamped<unknown> | undefined,
  account: Account,
  now: number,
): string | undefined {
  const isOlder = detail !== undefined && detail.at + minute < (figuresAt(account) ?? now);
  return isOlder ? formatRelative(detail.at, now) : undefined;
}
