// The panel is right on whatever page stands there: all rows, in Chromium.
import { afterAll, beforeAll, describe, test } from 'vitest';
import { addresses } from './mounting-addresses.ts';
import { doings } from './mounting-moves.ts';
import { pages } from './mounting-pages.ts';
import { play, raise } from './mounting-play.ts';

const only = process.env['ROWS'];
describe('the panel is right with', () => {
  let stage: Awaited<ReturnType<typeof raise>>;
  beforeAll(async () => {
    stage = await raise('chromium');
  });
  afterAll(() => stage.fall());

  test.each(
    [...pages, ...doings, ...addresses].filter(({ name }) => !only || only.split('|').includes(name)),
  )('$name', async (row) => {
    const t = performance.now();
    await play(stage, row);
    console.log('ROW', row.name, Math.round(performance.now() - t));
  });
});
