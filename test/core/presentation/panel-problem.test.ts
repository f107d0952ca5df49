import { describe, expect, it } from 'vitest';
import { failureKinds } from '../../../core/errors.ts';
import { panelProblem } from '../../../core/presentation/panel-problem.ts';
import { message, messagePattern } from '../../message.ts';

const now = Date.UTC(2026, 10, 21, 12);

describe("the button of the panel's problem", () => {
  it('opens the options where the account has to be looked at, and asks again for all else', () => {
    const byOptions = failureKinds.filter(
      (kind) => panelProblem(kind, 'user', undefined, now).act === 'options',
    );
    expect(byOptions).toEqual(expect.arrayContaining(['no-key', 'bad-key', 'inactive', 'no-access']));
    for (const kind of ['offline', 'unavailable', 'unexpected', 'rate-limited', 'not-found', 'forbidden'])
      expect(byOptions).not.toContain(kind);
  });

  it('is left out while VirusTotal asked to wait, since a click would not be heard', () => {
    expect(panelProblem('rate-limited', 'user', now + 60_000, now)).not.toHaveProperty('button');
    expect(panelProblem('rate-limited', 'user', now - 1, now)).toHaveProperty('button');
    expect(panelProblem('offline', 'user', now + 60_000, now)).toHaveProperty('button');
  });

  it('says when it is tried again, and of a group that it may not be shown', () => {
    expect(panelProblem('offline', 'user', now + 60_000, now).text).toMatch(
      messagePattern('retry_at', /\d.*/u),
    );
    expect(panelProblem('not-found', 'group', undefined, now).text).toBe(message('panel.no_group'));
  });
});
