// Answers the panel: the sheet of a user or group, or why there is none.
import type { Input, Output } from '../../../core/messages.ts';
import type { State } from '../../../core/storage/schema.ts';
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import { groupPanel } from '../../../core/presentation/group-panel.ts';
import {
  lowRequestsProblem,
  onClickProblem,
  panelProblem,
} from '../../../core/presentation/panel-problem.ts';
import type { PanelProblem } from '../../../core/views/panel-content.ts';
import { userPanel } from '../../../core/presentation/user-panel.ts';
import { chooseGroupViewer, lookUpGroup } from './group-lookup.ts';
import { chooseViewer, lookUpUser } from './user-lookup.ts';
import { currentState } from '../storage/account-store.ts';

/** What went wrong with VirusTotal is the trouble, and not thrown. */
export async function getPanelContent({ of, id, ask }: Input<'sheet'>): Promise<Output<'sheet'>> {
  const state = await currentState();
  try {
    if (state.isFromNewerVersion) throw new VirusTotalError('newer');
    const seen =
      of === 'user'
        ? await lookUpUser({ id, ask }).then((found) => found && userPanel(found, Date.now()))
        : await lookUpGroup({ id, ask }).then((found) => found && groupPanel(found, Date.now()));
    return seen ? { sheet: seen } : { trouble: await whyNotAsked(state, of, id) };
  } catch (error) {
    if (!(error instanceof VirusTotalError)) throw error;
    const { kind, retryAfter } = error;
    const now = Date.now();
    const retryAt = retryAfter === undefined ? undefined : now + retryAfter * 1000;
    return { trouble: panelProblem(kind, of, retryAt, now) };
  }
}

/** The reader wants to be asked first, or the requests of the account that would be asked run low. */
async function whyNotAsked(state: State, of: Input<'sheet'>['of'], id: string): Promise<PanelProblem> {
  const { viewer } = await (of === 'user' ? chooseViewer : chooseGroupViewer)(state, id);
  return state.settings.annotate === 'always' && viewer ? lowRequestsProblem(viewer.id) : onClickProblem();
}
