// Why the panel has no content, in one sentence, and what its button does.
import { i18n } from '#i18n';
import type { FailureKind } from '../errors.ts';
import { needsSetup, remedies } from '../domain/badge-labels.ts';
import { failureText, retryText } from './failure-text.ts';
import type { PanelProblem } from '../views/panel-content.ts';

/** @param now milliseconds since the epoch */
export function panelProblem(
  kind: FailureKind,
  of: 'user' | 'group',
  retryAt: number | undefined,
  now: number,
): PanelProblem {
  const isWaiting = remedies[kind] === 'wait' && retryAt !== undefined && retryAt > now;
  const text =
    kind === 'no-key'
      ? i18n.t('panel.no_account')
      : kind === 'locked'
        ? i18n.t('panel.locked')
        : kind === 'not-found' && of === 'group'
          ? i18n.t('panel.no_group')
          : failureText(kind);
  return {
    kind,
    tone: ['not-found', 'no-key', 'locked'].includes(kind) ? 'plain' : 'warning',
    text: `${text} ${retryText(retryAt, now)}`.trim(),
    // A click helps neither while VirusTotal imposes a wait nor while the keys are locked: no page ever asks for a passphrase.
    ...(kind === 'locked' || isWaiting ? { act: 'look-up' } : needsSetup(kind) ? options() : retry()),
  };
}

const options = () => ({ button: i18n.t('panel.options'), act: 'options' }) as const;
const retry = () => ({ button: i18n.t('panel.retry'), act: 'look-up' }) as const;
const lookUp = () => ({ tone: 'plain', button: i18n.t('panel.look_up'), act: 'look-up' }) as const;

/** Pages have used up the lookups that they may cause. */
export const budgetProblem = (): PanelProblem => ({
  kind: 'budget',
  ...lookUp(),
  text: i18n.t('panel.budget'),
});

/** The user has chosen lookups on click only. */
export const onClickProblem = (): PanelProblem => ({
  kind: 'on-click',
  ...lookUp(),
  text: i18n.t('panel.on_click'),
});

/** The account's requests run low, so none is made automatically. */
export const lowRequestsProblem = (account: string): PanelProblem => ({
  kind: 'low',
  ...lookUp(),
  text: i18n.t('panel.low', [account]),
});
