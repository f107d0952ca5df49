// When a page of VirusTotal's may cost a request by itself.
import type { Ask } from '../../../core/messages.ts';
import type { State } from '../../../core/storage/schema.ts';
import { type Account, accountQuotas } from '../../../core/domain/account.ts';

/**
 * By itself nothing is asked that may cost where the reader wants to be asked first, or where the requests of the account
 * that would be asked run low.
 */
export const limitToCache = (ask: Ask, { settings }: State, seer: Account): Ask =>
  ask === 'due' && (settings.annotate !== 'always' || runsLow(seer)) ? 'known' : ask;

/** Whether a limit of the account's own requests warns; figures that are not known warn of nothing. */
function runsLow(account: Account): boolean {
  return accountQuotas(account, Date.now()).some(
    ({ name, severity, windowEnded }) =>
      name.startsWith('api_requests_') && severity !== 'ok' && !windowEnded,
  );
}
