import { describe, expect, it } from 'vitest';
import type { FailureKind } from '../../../core/errors.ts';
import { offerBlock } from '../../../core/presentation/panel-shared.ts';

const lookupMeta = { cost: 0, viewer: 'salem', accountCount: 1, loadCost: 2 };
const hasLoadButton = (kind?: FailureKind) =>
  offerBlock({ ...lookupMeta, ...(kind && { failure: { kind, at: 0, tries: 1 } }) }, ['more']).length > 0;

describe("the panel's button to load more", () => {
  it('the panel offers to load more with the number of requests', () => {
    expect(hasLoadButton()).toBe(true);
    expect(hasLoadButton('offline')).toBe(true);
    expect(offerBlock({ ...lookupMeta, loadCost: 0 }, ['more'])).toEqual([]);
  });

  it.each(['locked', 'no-key', 'bad-key', 'no-access'] as const)(
    'the panel does not offer to load more with an account that is %s',
    (kind) => expect(hasLoadButton(kind)).toBe(false),
  );
});
