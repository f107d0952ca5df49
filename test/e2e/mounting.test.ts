// The panel is right on whatever page stands there, and for whatever address: in Chromium all rows, in Firefox the core.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addresses } from './mounting-addresses.ts';
import { moves } from './mounting-moves.ts';
import { pages } from './mounting-pages.ts';
import { play, type Row, spotless } from './mounting-play.ts';
import { raise } from './mounting-fixture.ts';
import { storms } from './mounting-storms.ts';
import { browsers } from './fixture.ts';

const core = new Set([
  'a shadow view, keep',
  'a light view, replace',
  'a shell that is defined late',
  'no container at all',
  'a slot that takes no sibling',
  'a strict policy with Trusted Types',
  'shortcuts on the way down',
  'a theme that is switched',
  'a single wipe',
  'a storm of new shells',
  'back and forward',
  'an API key on the way',
]);

const rows = [...pages, ...addresses];
const inFirefox = [...rows, ...storms, ...moves].filter(({ name }) => core.has(name));
const tables: Record<(typeof browsers)[number], Row[]> = { chromium: rows, firefox: inFirefox };

describe.each(browsers)('in %s the panel is right with', (name) => {
  let stage: Awaited<ReturnType<typeof raise>>;
  beforeAll(async () => {
    stage = await raise(name);
  });
  afterAll(() => stage.fall());

  test.each(tables[name])('$name', async (row) => {
    expect(await play(stage, row)).toEqual(spotless);
  });
});
