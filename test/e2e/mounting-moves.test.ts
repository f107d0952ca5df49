// The panel is correct whatever the page does and however the user navigates, in Chromium.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { moves } from './mounting-moves.ts';
import { runCase, noViolations } from './mounting-case.ts';
import { showReaders, startFixture } from './mounting-fixture.ts';
import { storms } from './mounting-storms.ts';

describe('mounting the panel in chromium', () => {
  let fixture: Awaited<ReturnType<typeof startFixture>>;
  beforeAll(async () => {
    fixture = await startFixture('chromium');
    showReaders(fixture.virusTotal);
  });
  afterAll(() => fixture.stop());

  test.each([...storms, ...moves])('the panel is mounted correctly with $name', async (mountingCase) => {
    expect(await runCase(fixture, mountingCase)).toEqual(noViolations);
  });
});
