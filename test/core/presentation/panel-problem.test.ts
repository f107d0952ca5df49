import { describe, expect, it } from 'vitest';
import { failureKinds } from '../../../core/errors.ts';
import { panelProblem } from '../../../core/presentation/panel-problem.ts';
import { message, messagePattern } from '../../message.ts';

const now = Date.UTC(2026, 10, 21, 12);

describe('the button of a panel problem', () => {
  it('the button of a panel problem opens the options if the account needs attention, and retries otherwise', () => {
    const byOptions = failureKinds.filter(
      (kind) => panelProblem(kind, 'user', undefined, now).act === 'options',
    );
    expect(byOptions).toEqual(expect.arrayContaining(['no-key', 'bad-key', 'inactive', 'no-access']));
    for (const kind of ['offline', 'unavailable', 'unexpected', 'rate-limited', 'not-found', 'forbidden'])
      expect(byOptions).not.toContain(kind);
  });

  it('a panel problem has no button while VirusTotal asks to wait, because a click would have no effect', () => {
    expect(panelProblem('rate-limited', 'user', now + 60_000, now)).not.toHaveProperty('button');
    expect(panelProblem('rate-limited', 'user', now - 1, now)).toHaveProperty('button');
    expect(panelProblem('offline', 'user', now + 60_000, now)).toHaveProperty('button');
  });

  it('a panel problem shows when it is retried, and that a group may not be visible', () => {
    expect(panelProblem('offline', 'user', now + 60_000, now).text).toMatch(
      messagePattern('retry_at', /\S.*/u),
    );
    expect(panelProblem('not-found', 'group', undefined, now).text).toBe(message('panel.no_group'));
  });
});
