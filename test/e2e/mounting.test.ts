// The panel is correct in every build of the page and at every URL: all cases in Chromium, the main ones in Firefox.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addresses } from './mounting-addresses.ts';
import { moves } from './mounting-moves.ts';
import { pages } from './mounting-pages.ts';
import { runCase, type MountingCase, noViolations } from './mounting-case.ts';
import { showReaders, startFixture } from './mounting-fixture.ts';
import { storms } from './mounting-storms.ts';
import { browsers } from './fixture.ts';

const core = new Set([
  'a shadow view, keep',
  'a light view, replace',
  'a shell that is defined late',
  'no container at all',
  'a slot that accepts no sibling',
  'a strict content security policy with Trusted Types',
  'shortcuts handled in the capture phase',
  'a theme change',
  'the panel removed once',
  'a storm of new shells',
  'back and forward',
  'navigation to an API key',
]);

const cases = [...pages, ...addresses];
const inFirefox = [...cases, ...storms, ...moves].filter(({ name }) => core.has(name));
const tables: Record<(typeof browsers)[number], MountingCase[]> = { chromium: cases, firefox: inFirefox };

describe.each(browsers)('mounting the panel in %s', (name) => {
  let fixture: Awaited<ReturnType<typeof startFixture>>;
  beforeAll(async () => {
    fixture = await startFixture(name);
    showReaders(fixture.virusTotal);
  });
  afterAll(() => fixture.stop());

  test.each(tables[name])('the panel is mounted correctly with $name', async (mountingCase) => {
    expect(await runCase(fixture, mountingCase)).toEqual(noViolations);
  });
});
