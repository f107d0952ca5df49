// The panel on whatever page stands there, in Chromium.
import { afterAll, beforeAll, describe, test } from 'vitest';
import { play, raise } from './mounting-play.ts';
import { standing } from './mounting-rows.ts';

describe('the panel stands right with', () => {
  let stage: Awaited<ReturnType<typeof raise>>;
  beforeAll(async () => {
    stage = await raise('chromium');
  });
  afterAll(() => stage.fall());

  test.each(standing)('$name', async (row) => {
    const t = performance.now();
    const out = await play(stage, row);
    console.log(row.name, out, Math.round(performance.now() - t));
  });
});
