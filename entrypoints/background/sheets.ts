// Answers the panel: the sheet of a user or group, or why there is none. It decides whether a page may cost a request.
import type { Ask, Input, Output } from '../../core/state/messages.ts';
import { currentAccount, type State } from '../../core/state/state.ts';
import { VirusTotalError } from '../../core/virustotal/failure.ts';
import { type Account, accountQuotas } from '../../core/vitals/account.ts';
import { groupSheet } from '../../core/words/group-sheet.ts';
import { lowTrouble, onClickTrouble, troubleOf } from '../../core/words/trouble.ts';
import { userSheet } from '../../core/words/user-sheet.ts';
import { groupSight } from './group-sight.ts';
import { sight } from './people.ts';
import { currentState } from './store.ts';

/** What went wrong with VirusTotal is the trouble, and not thrown. */
export async function sheet({ of, id, ask: wanted }: Input<'sheet'>): Promise<Output<'sheet'>> {
  const state = await currentState();
  const ask = allowed(wanted, state);
  try {
    if (state.isNewer) throw new VirusTotalError('newer');
    const seen =
      of === 'user'
        ? await sight({ id, ask }).then((found) => found && userSheet(found, Date.now()))
        : await groupSight({ id, ask }).then((found) => found && groupSheet(found, Date.now()));
    return seen ? { sheet: seen } : { trouble: whyNotAsked(state) };
  } catch (error) {
    if (!(error instanceof VirusTotalError)) throw error;
    const { kind, retryAfter } = error;
    const now = Date.now();
    const retryAt = retryAfter === undefined ? undefined : now + retryAfter * 1000;
    return { trouble: troubleOf(kind, of, retryAt, now) };
  }
}

/** By itself nothing is asked that may cost where the reader wants to be asked first, or requests run low. */
const allowed = (ask: Ask, state: State): Ask =>
  ask === 'due' && (state.settings.annotate !== 'always' || runsLow(currentAccount(state))) ? 'known' : ask;

const whyNotAsked = (state: State) => {
  const current = currentAccount(state);
  return state.settings.annotate === 'always' && current ? lowTrouble(current.id) : onClickTrouble();
};

/** Whether a limit of the account's own requests warns; figures that are not known warn of nothing. */
function runsLow(account: Account | undefined): boolean {
  if (!account) return false;
  return accountQuotas(account, Date.now()).some(
    ({ name, severity, lapsed }) => name.startsWith('api_requests_') && severity !== 'ok' && !lapsed,
  );
}
