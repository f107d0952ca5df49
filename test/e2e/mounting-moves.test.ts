// The panel is right whatever the page does and wherever people go from it, in Chromium.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { moves } from './mounting-moves.ts';
import { play, spotless } from './mounting-play.ts';
import { raise } from './mounting-fixture.ts';
import { storms } from './mounting-storms.ts';

describe('the panel is right with', () => {
  let stage: Awaited<ReturnType<typeof raise>>;
  beforeAll(async () => {
    stage = await raise('chromium');
  });
  afterAll(() => stage.fall());

  test.each([...storms, ...moves])('$name', async (row) => {
    expect(await play(stage, row)).toEqual(spotless);
  });
});
