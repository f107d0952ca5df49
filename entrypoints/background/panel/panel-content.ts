// Answers the panel: the content for a user or group, or why there is none.
import type { Input, Output } from '../../../core/messages.ts';
import { groupPanel } from '../../../core/presentation/group-panel.ts';
import {
  lowRequestsProblem,
  onClickProblem,
  panelProblem,
} from '../../../core/presentation/panel-problem.ts';
import { userPanel } from '../../../core/presentation/user-panel.ts';
import type { PanelContent } from '../../../core/views/panel-content.ts';
import { lookUpGroup } from './group-lookup.ts';
import type { LookupResult } from './lookup-result.ts';
import { lookUpUser } from './user-lookup.ts';

export async function getPanelContent({ of, id, ask }: Input<'sheet'>): Promise<Output<'sheet'>> {
  return of === 'user'
    ? answerOf(await lookUpUser({ id, ask }), of, userPanel)
    : answerOf(await lookUpGroup({ id, ask }), of, groupPanel);
}

function answerOf<T>(
  result: LookupResult<T>,
  of: Input<'sheet'>['of'],
  toPanel: (lookup: T, now: number) => PanelContent,
): Output<'sheet'> {
  const now = Date.now();
  switch (result.is) {
    case 'found':
      return { sheet: toPanel(result.lookup, now) };
    case 'not-asked': {
      const isLow = result.reason === 'low';
      return { trouble: isLow ? lowRequestsProblem(result.viewer) : onClickProblem() };
    }
    case 'failed': {
      const { kind, retryAfter } = result.error;
      const retryAt = retryAfter === undefined ? undefined : now + retryAfter * 1000;
      return { trouble: panelProblem(kind, of, retryAt, now) };
    }
  }
}
