// What the panel shows for the result of a lookup: its content, or why there is none.
import { i18n } from '#i18n';
import type { LookupResult } from '../../core/domain/lookup.ts';
import type { Output, Result } from '../../core/messages.ts';
import type { Place } from '../../core/panel-channel.ts';
import { groupPanel } from '../../core/presentation/group-panel.ts';
import {
  budgetProblem,
  lowRequestsProblem,
  onClickProblem,
  panelProblem,
} from '../../core/presentation/panel-problem.ts';
import { userPanel } from '../../core/presentation/user-panel.ts';
import type { PanelContent, PanelProblem } from '../../core/views/panel-content.ts';

/** Without both the first lookup is still running. Beside content, the problem says why it could not be updated. */
export type PanelView = { content?: PanelContent; problem?: PanelProblem };

/**
 * The next view. Content of an earlier lookup stays when a lookup fails, with the failure beside it, but not while the keys are
 * locked.
 * @param now milliseconds since the epoch
 */
export function nextView(
  { content: last }: PanelView,
  answer: Result<'lookUp'>,
  of: Place['of'],
  now: number,
): PanelView {
  const result = answer.ok ? answer.value : undefined;
  if (result?.is === 'found') return { content: contentOf(result.lookup, now) };
  const problem = result ? problemOf(result, of, now) : unreachableProblem();
  return last && problem.kind !== 'locked'
    ? { content: { ...last, failure: problem.text }, problem }
    : { problem };
}

type Lookup = Extract<Output<'lookUp'>, { is: 'found' }>['lookup'];

const contentOf = (lookup: Lookup, now: number): PanelContent =>
  'group' in lookup ? groupPanel(lookup, now) : userPanel(lookup, now);

const notLoadedProblems = { low: lowRequestsProblem, 'on-click': onClickProblem, budget: budgetProblem };

const problemOf = (
  result: Exclude<LookupResult<never>, { is: 'found' }>,
  of: Place['of'],
  now: number,
): PanelProblem =>
  result.is === 'failed'
    ? panelProblem(result.kind, of, result.retryAt, now)
    : notLoadedProblems[result.reason](result.viewer);

const unreachableProblem = (): PanelProblem => ({
  kind: 'unexpected',
  tone: 'warning',
  text: i18n.t('panel.unreachable'),
  button: i18n.t('panel.retry'),
  act: 'look-up',
});
