// Answers the panel: the sheet of a user or group, or why there is none.
import type { Input, Output } from '../../../core/messages.ts';
import type { State } from '../../../core/storage/schema.ts';
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import { groupSheet } from '../../../core/presentation/group-panel.ts';
import { lowTrouble, onClickTrouble, troubleOf } from '../../../core/presentation/panel-problem.ts';
import type { Trouble } from '../../../core/presentation/panel-content.ts';
import { userSheet } from '../../../core/presentation/user-panel.ts';
import { bestGroupSeer, groupSight } from './group-lookup.ts';
import { bestSeer, sight } from './user-lookup.ts';
import { currentState } from '../storage/account-store.ts';

/** What went wrong with VirusTotal is the trouble, and not thrown. */
export async function sheet({ of, id, ask }: Input<'sheet'>): Promise<Output<'sheet'>> {
  const state = await currentState();
  try {
    if (state.isNewer) throw new VirusTotalError('newer');
    const seen =
      of === 'user'
        ? await sight({ id, ask }).then((found) => found && userSheet(found, Date.now()))
        : await groupSight({ id, ask }).then((found) => found && groupSheet(found, Date.now()));
    return seen ? { sheet: seen } : { trouble: await whyNotAsked(state, of, id) };
  } catch (error) {
    if (!(error instanceof VirusTotalError)) throw error;
    const { kind, retryAfter } = error;
    const now = Date.now();
    const retryAt = retryAfter === undefined ? undefined : now + retryAfter * 1000;
    return { trouble: troubleOf(kind, of, retryAt, now) };
  }
}

/** The reader wants to be asked first, or the requests of the account that would be asked run low. */
async function whyNotAsked(state: State, of: Input<'sheet'>['of'], id: string): Promise<Trouble> {
  const { seer } = await (of === 'user' ? bestSeer : bestGroupSeer)(state, id);
  return state.settings.annotate === 'always' && seer ? lowTrouble(seer.id) : onClickTrouble();
}
