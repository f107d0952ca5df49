// Returns the panel content for a user or group, or why there is none.
import type { Input, Output } from '../../../core/messages.ts';
import { groupPanel } from '../../../core/presentation/group-panel.ts';
import {
  budgetProblem,
  lowRequestsProblem,
  onClickProblem,
  panelProblem,
} from '../../../core/presentation/panel-problem.ts';
import { userPanel } from '../../../core/presentation/user-panel.ts';
import type { PanelContent } from '../../../core/views/panel-content.ts';
import { lookUpGroup } from './group-lookup.ts';
import type { LookupResult } from './lookup-result.ts';
import { lookUpUser } from './user-lookup.ts';

export async function getPanelContent({
  of,
  id,
  freshness,
}: Input<'getPanelContent'>): Promise<Output<'getPanelContent'>> {
  return of === 'user'
    ? answerOf(await lookUpUser({ id, freshness }), of, userPanel)
    : answerOf(await lookUpGroup({ id, freshness }), of, groupPanel);
}

const notLoadedProblems = { low: lowRequestsProblem, 'on-click': onClickProblem, budget: budgetProblem };

function answerOf<T>(
  result: LookupResult<T>,
  of: Input<'getPanelContent'>['of'],
  toPanel: (lookup: T, now: number) => PanelContent,
): Output<'getPanelContent'> {
  const now = Date.now();
  switch (result.is) {
    case 'found':
      return { content: toPanel(result.lookup, now) };
    case 'not-loaded':
      return { problem: notLoadedProblems[result.reason](result.viewer) };
    case 'failed': {
      const { kind, retryAfter } = result.error;
      const retryAt = retryAfter === undefined ? undefined : now + retryAfter;
      return { problem: panelProblem(kind, of, retryAt, now) };
    }
  }
}
