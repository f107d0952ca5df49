// When a page of VirusTotal's may cost a request by itself.
import type { Freshness } from '../../../core/messages.ts';
import type { State } from '../../../core/storage/schema.ts';
import { type Account, quotaStatusesOf } from '../../../core/domain/account.ts';

/**
 * By itself nothing is asked that may cost where the reader wants to be asked first, or where the requests of the account
 * that would be asked run low.
 */
export const limitToCache = (ask: Freshness, { settings }: State, viewer: Account): Freshness =>
  ask === 'due' && (settings.annotate !== 'always' || runsLow(viewer)) ? 'known' : ask;

/** Whether a limit of the account's own requests warns; figures that are not known warn of nothing. */
function runsLow(account: Account): boolean {
  return quotaStatusesOf(account, Date.now()).some(
    ({ name, severity, windowEnded }) =>
      name.startsWith('api_requests_') && severity !== 'ok' && !windowEnded,
  );
}
