import { describe, expect, it } from 'vitest';
import type { FailureKind } from '../../../core/errors.ts';
import { offerBlock } from '../../../core/presentation/panel-shared.ts';

const look = { cost: 0, viewer: 'salem', accountCount: 1, loadCost: 2 };
const offered = (kind?: FailureKind) =>
  offerBlock({ ...look, ...(kind && { failure: { kind, at: 0, tries: 1 } }) }, 'More').length > 0;

describe('the offer to load more of the panel', () => {
  it('is offered with what it may cost', () => {
    expect(offered()).toBe(true);
    expect(offered('offline')).toBe(true);
    expect(offerBlock({ ...look, loadCost: 0 }, 'More')).toEqual([]);
  });

  it.each(['locked', 'no-key', 'bad-key', 'no-access'] as const)(
    'is not offered through an account that is %s, which cannot be asked',
    (kind) => expect(offered(kind)).toBe(false),
  );
});
